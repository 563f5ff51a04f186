package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.record.UsageEvent;
import com.clientmanager.credits.auditor.source.RawRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the fields in which a charge differs from its usage event. The first reading of the ledger keeps a digest of
 * each
 * charge only; the few that differ are compared in a second reading.
 */
final class ChargeDifferences {
    private static final int MAX_KEPT = 1_000;

    private record Place(int partition, long offset) {}

    private record Charged(RawRecord record, UsageEvent event) {}

    private final Findings findings;
    private final Map<Place, Charged> kept = new HashMap<>();

    ChargeDifferences(Findings findings) {
        this.findings = findings;
    }

    /** The digest of the record's charge is not the event's. */
    void add(RawRecord record, UsageEvent event) {
        if (kept.size() < MAX_KEPT) {
            kept.put(new Place(record.partition(), record.offset()), new Charged(record, event));
        } else {
            report(record, event, "one of more than " + MAX_KEPT);
        }
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** An entry of the second reading. */
    void compare(int partition, LedgerEntry entry) {
        Long offset = entry.inputOffset();
        if (!entry.is("CHARGE") || offset == null) {
            return;
        }
        Charged charged = kept.get(new Place(partition, offset));
        String difference = charged == null ? null : difference(entry, charged);
        if (charged != null && difference != null) {
            kept.remove(new Place(partition, offset));
            report(charged.record, charged.event, entry.place() + ": " + difference);
        }
    }

    private static @Nullable String difference(LedgerEntry entry, Charged charged) {
        UsageEvent event = charged.event;
        return new Differences("used")
                .field("account", entry.account(), event.account())
                .field("eventSource", entry.eventSource(), event.source())
                .field("eventId", entry.eventId(), event.id())
                .field("action", entry.action(), event.action())
                .field("quantity", entry.quantity(), event.quantity())
                .field("user", entry.user(), event.user())
                .field("dimensions", entry.dimensions(), event.dimensions())
                .field("holdId", entry.holdId(), event.holdId())
                .time("occurredAt", entry.occurredAt(), event.occurredAt())
                .time("recordedAt", entry.recordedAt(), charged.record.timestampMs())
                .textOrNull();
    }

    private void report(RawRecord record, UsageEvent event, String what) {
        findings.add(Kind.CHARGE_DIFFERS, record.place() + ": " + UsageAudit.described(event) + "; " + what);
    }

    void finish() {
        kept.values().forEach(charged -> report(charged.record, charged.event, "its charge is not read again"));
    }
}
