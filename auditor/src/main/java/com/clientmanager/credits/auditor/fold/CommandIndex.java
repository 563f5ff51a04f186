package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands as they are on their topic, until the ledger has answered them. */
public final class CommandIndex {
    private record Place(int partition, long offset) {}

    /** A charge that a command gives back. */
    private record Target(String account, long seq) {}

    private final RecordReader reader;
    private final Map<Place, RawRecord> unanswered = new HashMap<>();
    private final Set<Target> targets = new HashSet<>();

    public CommandIndex(RecordReader reader) {
        this.reader = reader;
    }

    /**
     * Keeps a record of the topic.
     *
     * @return the command, null when the bytes are none; then the engine must have rejected it
     */
    public @Nullable Command add(RawRecord record) {
        unanswered.put(new Place(record.partition(), record.offset()), record);
        Command command = read(record);
        Fields body = command == null ? null : command.body();
        if (command != null && body != null && command.type().equals("ReverseCharge")) {
            Long seq = body.record().get("seq") instanceof Long number ? number : null;
            if (seq != null) {
                targets.add(new Target(command.account(), seq));
            }
        }
        return command;
    }

    /** The command in a record, null when it is none or its key is not its account. */
    public @Nullable Command read(RawRecord record) {
        try {
            Command command = Command.of(record, reader.read(record.value()));
            byte[] account = command.account().getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(account, record.key()) ? command : null;
        } catch (UnreadableException e) {
            return null;
        }
    }

    /** The command at a place, given out once. */
    @Nullable
    Command take(int partition, @Nullable Long offset) {
        RawRecord record = offset == null ? null : unanswered.remove(new Place(partition, offset));
        return record == null ? null : read(record);
    }

    boolean isReversed(String account, long seq) {
        return targets.contains(new Target(account, seq));
    }

    /** What no ledger entry names. */
    public Collection<RawRecord> unanswered() {
        return List.copyOf(unanswered.values());
    }
}
