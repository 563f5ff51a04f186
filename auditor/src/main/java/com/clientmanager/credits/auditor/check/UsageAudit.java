package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Usage;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.UnreadableException;
import org.jspecify.annotations.Nullable;

/** Accounts for every usage record that the engine has processed: charged once, a duplicate of a charged one, or rejected (R4, I1). */
final class UsageAudit {
    private final Findings findings;
    private final ChargeBook charges;
    private final RejectionBook rejections;
    private final RecordReader reader;
    private long accepted;
    private long charged;
    private long rejected;
    private long duplicates;

    UsageAudit(Findings findings, ChargeBook charges, RejectionBook rejections, RecordReader reader) {
        this.findings = findings;
        this.charges = charges;
        this.rejections = rejections;
        this.reader = reader;
    }

    void usage(RawRecord record) {
        if (record.isTick()) {
            return;
        }
        accepted++;
        long charge = charges.at(record.partition(), record.offset());
        boolean isRejected = rejections.has(record);
        if (charge != 0 && isRejected) {
            findings.add(Kind.BOTH, record.place());
        }
        Usage usage = read(record);
        if (isRejected) {
            rejected++;
            verifyRejection(record, usage);
        } else if (usage == null) {
            findings.add(
                    charge == 0 ? Kind.LOST : Kind.CHARGE_DIFFERS,
                    record.place() + ": unreadable, yet " + (charge == 0 ? "not rejected" : "charged"));
        } else if (charge != 0) {
            charged++;
            if (charge != ChargeBook.digest(usage, record.timestampMs())) {
                findings.add(Kind.CHARGE_DIFFERS, record.place() + ": " + said(usage));
            }
        } else {
            verifyDuplicate(record, usage);
        }
    }

    private void verifyRejection(RawRecord record, @Nullable Usage usage) {
        if (!rejections.isKeptWhole(record)) {
            findings.add(Kind.REJECTION, record.place() + ": the bytes kept are not the record's");
        }
        if (rejections.isConflict(record)
                && (usage == null || !charges.isCharged(usage) || charges.isSameContent(usage))) {
            findings.add(Kind.CONFLICT, record.place() + ": rejected as a conflict with nothing");
        }
    }

    private void verifyDuplicate(RawRecord record, Usage usage) {
        if (!charges.isCharged(usage)) {
            findings.add(Kind.LOST, record.place() + ": " + said(usage));
            return;
        }
        duplicates++;
        if (!charges.isSameContent(usage)) {
            findings.add(Kind.CONFLICT, record.place() + ": taken for a duplicate: " + said(usage));
        }
    }

    private static String said(Usage usage) {
        return "account " + usage.account() + ", event " + usage.source() + " " + usage.id() + ", " + usage.quantity()
                + " of " + usage.action();
    }

    private @Nullable Usage read(RawRecord record) {
        try {
            return Usage.of(reader.read(record.value()));
        } catch (UnreadableException e) {
            return null;
        }
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
