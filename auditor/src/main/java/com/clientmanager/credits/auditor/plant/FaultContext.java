package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.check.AuditRun;
import com.clientmanager.credits.auditor.fold.Account;
import com.clientmanager.credits.auditor.fold.LedgerFold;
import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.Price;
import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The facts that one fault is planted into, and an account to plant it at: open, with credits left, nothing owed and
 * nothing due.
 */
final class FaultContext {
    final Recording facts;
    final Topics names;
    final Account account;
    final Balance state;
    final int partition;
    /** The latest stamp of the account's partition. */
    final long now;
    /** An action that costs something, and its price now. */
    final String action;

    final Price price;
    private final LedgerFold fold;
    private final Map<Integer, Long> latest;

    /** @param control the audit of the facts as they are */
    FaultContext(Recording facts, Topics names, AuditRun control) {
        this.facts = facts;
        this.names = names;
        this.fold = control.fold();
        this.latest = latest(facts, names);
        this.account = host();
        this.state = account.asBalance();
        this.partition = fold.partitionOf(account);
        this.now = latest(partition);
        this.action = control.prices().actions().stream()
                .filter(one -> costs(control.prices().inForce(one, account.planAt(now), now, now)))
                .findFirst()
                .orElseThrow(() -> new CannotPlantException("no action costs anything now"));
        this.price = Objects.requireNonNull(control.prices().inForce(action, account.planAt(now), now, now));
    }

    private boolean costs(@Nullable Price one) {
        return one != null && one.unitPrice() > 0 && one.unitPrice() <= state.available() / 50;
    }

    private Account host() {
        Account[] found = new Account[1];
        fold.forEachAccount(one -> {
            boolean isOpen = Objects.equals(one.asBalance().status(), "ACTIVE");
            boolean isIdle = one.nextDue() > latest(fold.partitionOf(one));
            boolean hasAllowance =
                    one.asBalance().allowanceLeft() > 0 && one.overdraft().signum() == 0;
            boolean isBetter = found[0] == null || one.available().compareTo(found[0].available()) > 0;
            if (isOpen && isIdle && hasAllowance && isBetter) {
                found[0] = one;
            }
        });
        if (found[0] == null) {
            throw new CannotPlantException("no account is open, has allowance left, owes nothing and has nothing due");
        }
        return found[0];
    }

    private long latest(int of) {
        return latest.getOrDefault(of, 0L);
    }

    private static Map<Integer, Long> latest(Recording facts, Topics names) {
        Map<Integer, Long> latest = new HashMap<>();
        for (String topic : List.of(names.usage(), names.commands(), names.ledger())) {
            facts.records(topic).forEach(one -> latest.merge(one.partition(), one.timestampMs(), Math::max));
        }
        return latest;
    }

    byte[] key() {
        return account.id().getBytes(StandardCharsets.UTF_8);
    }

    /** A readable record of the topic, as Avro's own class; the last one that fits. */
    Read last(String topic, Predicate<Fields> fits) {
        RecordReader reader = names.reader(topic, facts);
        List<RawRecord> records = facts.records(topic);
        for (int i = records.size() - 1; i >= 0; i--) {
            RawRecord record = records.get(i);
            GenericRecord read = readable(reader, record);
            if (read != null && fits.test(new Fields(read))) {
                return new Read(i, record, read);
            }
        }
        throw new CannotPlantException("there is no fitting record on " + topic);
    }

    private static @Nullable GenericRecord readable(RecordReader reader, RawRecord record) {
        try {
            return reader.readGeneric(record.value());
        } catch (UnreadableException e) {
            return null;
        }
    }

    /**
     * A record and where it was found.
     *
     * @param index in the recording's list
     */
    record Read(int index, RawRecord raw, GenericRecord record) {
        int schemaId() {
            return AvroWriter.schemaId(Objects.requireNonNull(raw.value()));
        }
    }

    /** Puts a changed record in the place of the one that was read. */
    void replace(String topic, Read read, byte[] value) {
        RawRecord raw = read.raw();
        facts.records(topic)
                .set(
                        read.index(),
                        new RawRecord(raw.topic(), raw.partition(), raw.offset(), raw.timestampMs(), raw.key(), value));
    }
}
