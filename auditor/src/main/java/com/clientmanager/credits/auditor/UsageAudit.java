package com.clientmanager.credits.auditor;

import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.MalformedRecord;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Accounts for every usage record that the engine has taken: charged once, a duplicate of a charged one, or rejected (R4, I1). */
final class UsageAudit {
    /** Header of the records that only carry the broker's time to an idle partition. */
    private static final String CLOCK_HEADER = "credits-clock";

    private final Findings findings;
    private final LedgerAudit ledger;
    private final OffsetTable charges;
    private final OffsetTable rejections;
    private final PriceBook prices;
    private final AvroWire<UsageRecorded> wire;
    private long accepted;
    private long charged;
    private long rejected;
    private long duplicates;

    UsageAudit(
            Findings findings, LedgerAudit ledger, Outcomes outcomes, PriceBook prices, AvroWire<UsageRecorded> wire) {
        this.findings = findings;
        this.ledger = ledger;
        this.charges = outcomes.charges();
        this.rejections = outcomes.rejections();
        this.prices = prices;
        this.wire = wire;
    }

    /** What became of the records of usage.recorded.v1, by offset. */
    record Outcomes(OffsetTable charges, OffsetTable rejections) {}

    void usage(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(CLOCK_HEADER) != null) {
            return;
        }
        accepted++;
        long charge = charges.at(record.partition(), record.offset());
        boolean isRejected = rejections.at(record.partition(), record.offset()) != 0;
        if (charge != 0 && isRejected) {
            findings.add(Findings.Kind.BOTH, place(record));
        }
        if (isRejected) {
            rejected++;
            return;
        }
        UsageRecorded usage = decode(record);
        if (usage == null) {
            findings.add(Findings.Kind.LOST, place(record) + ": unreadable, yet not rejected");
        } else if (charge != 0) {
            charged++;
            verify(record, usage, charge);
        } else if (ledger.charged(usage.getSource(), usage.getId(), usage.getAccount())) {
            duplicates++;
        } else {
            findings.add(
                    Findings.Kind.LOST,
                    place(record) + ": " + usage.getAccount() + " " + usage.getSource() + " " + usage.getId());
        }
    }

    private void verify(ConsumerRecord<byte[], byte[]> record, UsageRecorded usage, long charge) {
        for (PriceVersion version : prices.versions(usage.getAction())) {
            if (digest(usage, version) == charge) {
                String objection = prices.objection(
                        usage,
                        Instant.ofEpochMilli(record.timestamp()),
                        version.getVersion(),
                        version.getUnitPriceMicros());
                if (objection != null) {
                    findings.add(Findings.Kind.PRICE, place(record) + ": " + objection);
                }
                return;
            }
        }
        findings.add(Findings.Kind.CHARGE_DIFFERS, place(record) + ": " + usage.getAccount() + " " + usage.getId());
    }

    private static long digest(UsageRecorded usage, PriceVersion version) {
        return Digest.of(Arrays.asList(
                usage.getAccount(),
                usage.getSource(),
                usage.getId(),
                usage.getAction(),
                usage.getQuantity(),
                usage.getOccurredAt(),
                version.getVersion(),
                version.getUnitPriceMicros()));
    }

    private @Nullable UsageRecorded decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            return wire.decode(record.value());
        } catch (MalformedRecord e) {
            return null;
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }

    String summary() {
        return String.format(
                "accepted %,d = charged %,d + duplicates %,d + rejected %,d%s",
                accepted,
                charged,
                duplicates,
                rejected,
                accepted == charged + duplicates + rejected ? "" : "   (does NOT add up)");
    }
}
