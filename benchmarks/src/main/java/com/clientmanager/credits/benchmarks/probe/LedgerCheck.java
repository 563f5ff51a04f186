package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads our ledger topic on from where it stopped last, and follows every account's numbers and balances (I3). */
final class LedgerCheck {
    private final Arena arena;
    private final long[] lastSeq;
    private final long[] lastBalance;
    private List<Long> readTo;
    private long rejectedBefore;

    LedgerCheck(Arena arena) {
        this.arena = arena;
        lastSeq = new long[arena.accounts().count()];
        lastBalance = new long[arena.accounts().count()];
        readTo = arena.log(Topic.CREDIT_LEDGER).starts();
    }

    /**
     * What came since the last call.
     *
     * @param lines all ledger lines
     * @param lineBytes sum of their values' sizes
     * @param broken lines that do not follow the one before
     * @param rejected records on the topic of rejected usage
     */
    record Found(long lines, long lineBytes, long charges, long chargedMicros, long broken, long rejected) {

        /** Empty when all is as the oracle says, else what is not. */
        String differenceTo(Totals expected) {
            if (charges == expected.charges()
                    && chargedMicros == expected.chargedMicros()
                    && broken == 0
                    && rejected == 0) {
                return "";
            }
            return "charges %,d of %,d, micro-credits %,d of %,d, broken lines %,d, rejected %,d"
                    .formatted(charges, expected.charges(), chargedMicros, expected.chargedMicros(), broken, rejected);
        }
    }

    Found readOn() {
        TopicLog log = arena.log(Topic.CREDIT_LEDGER);
        List<Long> ends = log.ends();
        Counter counter = new Counter();
        try (SchemaRegistryClient registry = Registry.connect(arena.at().registryUrl())) {
            AvroWire<LedgerEntryPosted> wire = AvroWire.of(registry, Topic.CREDIT_LEDGER, arena.prefix());
            log.read(readTo, ends, line -> counter.count(wire.decode(line.value()), line.value().length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readTo = ends;
        TopicLog rejections = arena.log(Topic.USAGE_REJECTED);
        long[] rejected = {0};
        rejections.read(rejections.starts(), rejections.ends(), record -> rejected[0]++);
        long rejectedNow = rejected[0] - rejectedBefore;
        rejectedBefore = rejected[0];
        return new Found(
                counter.lines, counter.bytes, counter.charges, counter.chargedMicros, counter.broken, rejectedNow);
    }

    private final class Counter {
        long lines;
        long bytes;
        long charges;
        long chargedMicros;
        long broken;

        void count(LedgerEntryPosted line, int size) {
            lines++;
            bytes += size;
            int account = Accounts.number(line.getAccount());
            if (line.getSeq() != lastSeq[account] + 1
                    || line.getBalanceMicros() != lastBalance[account] + line.getAmountMicros()) {
                broken++;
            }
            lastSeq[account] = line.getSeq();
            lastBalance[account] = line.getBalanceMicros();
            if (line.getType().equals("CHARGE")) {
                charges++;
                chargedMicros = Math.subtractExact(chargedMicros, line.getAmountMicros());
            }
        }
    }
}
