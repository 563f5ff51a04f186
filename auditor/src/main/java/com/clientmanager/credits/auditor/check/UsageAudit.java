package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.UsageEvent;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.UnreadableException;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for every usage record that the engine has processed: charged once, a duplicate of a charged one, or
 * rejected (R4, I1).
 */
final class UsageAudit {
    private final Findings findings;
    private final ChargeIndex charges;
    private final RejectionIndex rejections;
    private final RecordReader reader;
    private final ChargeDifferences differences;
    private long accepted;
    private long charged;
    private long rejected;
    private long duplicates;
    private long ticks;

    UsageAudit(Findings findings, ChargeIndex charges, RejectionIndex rejections, RecordReader reader) {
        this.findings = findings;
        this.charges = charges;
        this.rejections = rejections;
        this.reader = reader;
        this.differences = new ChargeDifferences(findings);
    }

    void usage(RawRecord record) {
        UsageEvent usage = read(record);
        long charge = charges.at(record.partition(), record.offset());
        boolean isRejected = rejections.has(record);
        if (usage != null && usage.isTick()) {
            tick(record, charge != 0, isRejected);
            return;
        }
        accepted++;
        if (charge != 0 && isRejected) {
            findings.add(Kind.BOTH, record.place());
        }
        if (isRejected) {
            rejected++;
            verifyRejection(record, usage);
        } else if (usage == null) {
            findings.add(
                    charge == 0 ? Kind.LOST : Kind.CHARGE_DIFFERS,
                    record.place() + ": unreadable, yet " + (charge == 0 ? "not rejected" : "charged"));
        } else if (charge != 0) {
            charged++;
            if (charge != ChargeIndex.digest(usage, record.timestampMs())) {
                differences.add(record, usage);
            }
        } else {
            verifyDuplicate(record, usage);
        }
    }

    /** A tick is no usage: it is neither charged nor rejected. */
    private void tick(RawRecord record, boolean isCharged, boolean isRejected) {
        ticks++;
        if (isCharged) {
            findings.add(Kind.CHARGE_DIFFERS, record.place() + ": a tick was charged");
        }
        if (isRejected) {
            findings.add(Kind.REJECTION, record.place() + ": a tick was rejected");
        }
    }

    private void verifyRejection(RawRecord record, @Nullable UsageEvent usage) {
        if (!rejections.isKeptWhole(record)) {
            findings.add(Kind.REJECTION, record.place() + ": the bytes kept are not the record's");
        }
        if (rejections.isConflict(record)
                && (usage == null || !charges.isCharged(usage) || charges.isSameContent(usage))) {
            findings.add(Kind.CONFLICT, record.place() + ": rejected as a conflict with nothing");
        }
    }

    private void verifyDuplicate(RawRecord record, UsageEvent usage) {
        if (!charges.isCharged(usage)) {
            findings.add(Kind.LOST, record.place() + ": " + described(usage));
            return;
        }
        duplicates++;
        if (!charges.isSameContent(usage)) {
            findings.add(Kind.CONFLICT, record.place() + ": taken for a duplicate: " + described(usage));
        }
    }

    static String described(UsageEvent usage) {
        return "account " + usage.account() + ", event " + usage.source() + " " + usage.id() + ", " + usage.quantity()
                + " of " + usage.action();
    }

    private @Nullable UsageEvent read(RawRecord record) {
        try {
            return UsageEvent.of(reader.read(record.value()));
        } catch (UnreadableException e) {
            return null;
        }
    }

    /** The charges that differ from their event, to be compared in a second reading of the ledger. */
    ChargeDifferences differences() {
        return differences;
    }

    String summary() {
        return String.format(
                "accepted %,d = charged %,d + duplicates %,d + rejected %,d%s; ticks %,d",
                accepted,
                charged,
                duplicates,
                rejected,
                accepted == charged + duplicates + rejected ? "" : "   (does NOT add up)",
                ticks);
    }
}
