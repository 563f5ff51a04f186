package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.source.Fields;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a command repeats of the charge that it reverses (R21); micro-credits and milliseconds. */
record ReversedCharge(
        long charge,
        List<Allocation> allocations,
        @Nullable String action,
        @Nullable Long quantity,
        @Nullable String user,
        SortedMap<String, String> dimensions,
        @Nullable String holdId,
        long occurredAt) {

    /** As the ledger has it. */
    static ReversedCharge of(LedgerEntry entry) {
        return new ReversedCharge(
                Math.negateExact(entry.amount()),
                entry.allocations(),
                entry.action(),
                entry.quantity(),
                entry.user(),
                entry.dimensions(),
                entry.holdId(),
                entry.occurredAt());
    }

    /** As ReverseCharge has it. */
    static ReversedCharge of(Command command, Fields body) {
        return new ReversedCharge(
                body.number("chargeMicros"),
                command.allocations(),
                body.textOrNull("action"),
                body.numberOrNull("quantity"),
                body.textOrNull("user"),
                body.texts("dimensions"),
                body.textOrNull("holdId"),
                body.number("occurredAt"));
    }

    /** The fields in which this one differs from what was charged; null: none. */
    @Nullable
    String difference(ReversedCharge charged) {
        return new Differences("charged")
                .field("chargeMicros", charge, charged.charge)
                .field("allocations", allocations, charged.allocations)
                .field("action", action, charged.action)
                .field("quantity", quantity, charged.quantity)
                .field("user", user, charged.user)
                .field("dimensions", dimensions, charged.dimensions)
                .field("holdId", holdId, charged.holdId)
                .time("occurredAt", occurredAt, charged.occurredAt)
                .textOrNull();
    }
}
