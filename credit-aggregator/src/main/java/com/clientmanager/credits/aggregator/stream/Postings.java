package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.credit.Invariants;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.stream.bundle.OutputBundle;
import com.clientmanager.credits.aggregator.stream.store.AccountStore;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was decided: first everything that can fail is computed (checks, Avro), then it is written, and nothing
 * throws between the writes. Should one fail all the same, the exception ends the task and its transaction with it.
 */
final class Postings {
    private final ProcessorContext<byte[], byte[]> context;
    private final AccountStore accounts;
    private final RegistryAvroCodec<LedgerEntryPosted> ledger;
    private final RejectionEncoder rejections;
    private final LedgerEncoder encoder = new LedgerEncoder();
    /** Where lines gather while a bundle of input is at hand. */
    private @Nullable OutputBundle gathered;

    Postings(ProcessorContext<byte[], byte[]> context, AccountStore accounts, StepSetup setup) {
        this.context = context;
        this.accounts = accounts;
        this.ledger = setup.wires().ledger();
        this.rejections = new RejectionEncoder(setup.wires().rejections(), setup.partitions());
    }

    /** A change that was checked and encoded, and only has to be written. */
    record Ready(CreditAccount account, List<LedgerEntry> lines, List<Record<byte[], byte[]>> records) {}

    /**
     * Checks I2 to I4 and encodes the lines.
     *
     * @throws com.clientmanager.credits.aggregator.credit.InvariantViolationException when something would be written
     *     that cannot be true
     */
    Ready ready(CreditAccount before, Decision.Accepted change, long inputOffset) {
        Invariants.check(before, change.account(), change.entries());
        List<LedgerEntry> lines = change.entries();
        byte[] key = change.account().id().getBytes(StandardCharsets.UTF_8);
        List<Record<byte[], byte[]>> records = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            LedgerEntry line = lines.get(i);
            byte[] value = encoder.encode(ledger.schemaId(), change.account().id(), line, inputOffset);
            records.add(new Record<>(key, value, line.recordedAt().toEpochMilli()));
        }
        return new Ready(change.account(), lines, records);
    }

    void write(Ready ready) {
        if (ready.lines.isEmpty()) {
            return;
        }
        accounts.put(ready.account, ready.lines.getLast().recordedAt());
        for (int i = 0; i < ready.records.size(); i++) {
            post(ready.records.get(i));
        }
    }

    private void post(Record<byte[], byte[]> line) {
        if (gathered == null) {
            context.forward(line, CreditTopology.LEDGER);
        } else {
            gathered.add(line);
        }
    }

    /**
     * The lines of what is written in {@code bundle} go on as a bundle too. Should it throw, the task ends and this
     * with it.
     */
    void together(Runnable bundle) {
        OutputBundle lines = new OutputBundle();
        gathered = lines;
        bundle.run();
        gathered = null;
        if (!lines.isEmpty()) {
            context.forward(lines.asOne(), CreditTopology.LEDGER);
        }
    }

    /**
     * Keeps a record that was not obeyed.
     *
     * @param usage what was read of it; null when nothing could be
     * @return the reason under which it is kept
     */
    RejectionReason reject(InputRecord input, RejectionReason found, String detail, @Nullable UsageRecorded usage) {
        context.forward(rejections.encode(input, found, detail, usage), CreditTopology.REJECTIONS);
        return RejectionEncoder.reasonOf(input, found);
    }
}
