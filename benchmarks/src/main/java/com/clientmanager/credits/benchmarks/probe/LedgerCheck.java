package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.TopicLog;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the ledger topic incrementally and verifies numbers and balances of every account (I3). */
public final class LedgerCheck {
    private final TopicSet topics;
    private final long[] lastSeq;
    private final long[] lastBalance;
    private List<Long> readTo;
    private long rejectedBefore;

    public LedgerCheck(TopicSet topics) {
        this.topics = topics;
        lastSeq = new long[topics.accounts().count()];
        lastBalance = new long[topics.accounts().count()];
        readTo = topics.log(Topic.CREDIT_LEDGER).starts();
    }

    /**
     * The entries since the last call.
     *
     * @param entries all ledger entries
     * @param entryBytes total size of their values
     * @param broken entries that do not follow their predecessor
     * @param rejected records on usage.rejected.v1
     */
    public record Found(long entries, long entryBytes, long charges, long chargedMicros, long broken, long rejected) {

        /** Empty if the totals are as expected, otherwise a description. */
        public String differenceTo(Totals expected) {
            if (charges == expected.charges()
                    && chargedMicros == expected.chargedMicros()
                    && broken == 0
                    && rejected == 0) {
                return "";
            }
            return "charges %,d of %,d, micro-credits %,d of %,d, broken entries %,d, rejected %,d"
                    .formatted(charges, expected.charges(), chargedMicros, expected.chargedMicros(), broken, rejected);
        }
    }

    public Found readNew() {
        TopicLog log = topics.log(Topic.CREDIT_LEDGER);
        List<Long> ends = log.ends();
        Counter counter = new Counter();
        try (SchemaRegistryClient registry = Registry.connect(topics.at().registryUrl())) {
            RegistryAvroCodec<LedgerEntryPosted> wire =
                    RegistryAvroCodec.of(registry, Topic.CREDIT_LEDGER, topics.prefix());
            log.read(readTo, ends, record -> counter.count(wire.decode(record.value()), record.value().length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readTo = ends;
        TopicLog rejections = topics.log(Topic.USAGE_REJECTED);
        long[] rejected = {0};
        rejections.read(rejections.starts(), rejections.ends(), record -> rejected[0]++);
        long rejectedNow = rejected[0] - rejectedBefore;
        rejectedBefore = rejected[0];
        return new Found(
                counter.entries, counter.bytes, counter.charges, counter.chargedMicros, counter.broken, rejectedNow);
    }

    private final class Counter {
        long entries;
        long bytes;
        long charges;
        long chargedMicros;
        long broken;

        void count(LedgerEntryPosted entry, int size) {
            entries++;
            bytes += size;
            int account = Accounts.number(entry.getAccount());
            if (entry.getSeq() != lastSeq[account] + 1
                    || entry.getBalanceMicros() != lastBalance[account] + entry.getAmountMicros()) {
                broken++;
            }
            lastSeq[account] = entry.getSeq();
            lastBalance[account] = entry.getBalanceMicros();
            if (entry.getType().equals("CHARGE")) {
                charges++;
                chargedMicros = Math.subtractExact(chargedMicros, entry.getAmountMicros());
            }
        }
    }
}
