package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Spends grants on usage: in burn-down order (R8), only those that may pay for its time (R9), reversing expiries where
 * it is late (R14); what none can pay is overdraft (R10).
 *
 * <pre>
 *           cycle 3                  cycle 4 (running)
 *  ├─────────── t ───────────┼────────────────────────── now
 *   allowance 3: expired ◄── reversed       allowance 4: not touched
 *   purchased ───────────────────────────────────────────────►
 * </pre>
 */
final class BurnDown {
    private BurnDown() {}

    static void charge(AccountMutation draft, Usage usage, Instant appendedAt) {
        Credits charge = usage.price().unit().times(usage.quantity());
        Instant time = usage.occurredAt();
        Cause cause = new Cause.Used(usage, draft.planAt(time));
        Credits owed = charge;
        List<Allocation> paid = List.of();
        for (int i = 0; i < draft.grantCount() && owed.isPositive(); i++) {
            Grant grant = draft.grant(i);
            if (!grant.mayPayAt(time)) {
                continue;
            }
            Credits pays = owed.min(grant.left().plus(grant.expired()));
            if (pays.isZero()) {
                continue;
            }
            if (pays.compareTo(grant.left()) > 0) {
                Credits back = pays.minus(grant.left());
                draft.reverseExpiry(
                        i,
                        line(EntryType.EXPIRY_REVERSED, back, cause, time, appendedAt)
                                .in(draft.cycleOf(time)));
            }
            draft.pay(i, pays);
            paid = paid.isEmpty() ? new ArrayList<>(2) : paid;
            paid.add(new Allocation(grant.id(), grant.source(), pays));
            owed = owed.minus(pays);
        }
        draft.charge(
                charge,
                owed,
                line(EntryType.CHARGE, charge.negated(), cause, time, appendedAt)
                        .allocating(paid)
                        .in(draft.cycleOf(time)));
    }

    private static LedgerEntry line(
            EntryType type, Credits amount, Cause cause, Instant occurredAt, Instant recordedAt) {
        return LedgerEntry.line(type, amount, cause, occurredAt, recordedAt);
    }
}
