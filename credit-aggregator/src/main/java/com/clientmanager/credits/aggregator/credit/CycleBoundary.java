package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what time alone brings, in time's order: expiries, ends and beginnings of cycles (R13). Lines carry the
 * boundary's own time, so it makes no difference when they are written or how many boundaries were missed.
 */
final class CycleBoundary {
    private static final int PAST_PLANS = 16;

    private CycleBoundary() {}

    static void advance(AccountMutation draft, Instant now) {
        advance(draft, now, null);
    }

    /**
     * With an opening, the lines are caused and dated by it: cycles since a start in the past, for which no customer is
     * billed for.
     */
    static void advance(AccountMutation draft, Instant now, @Nullable Opening opening) {
        Instant due = draft.dueAt();
        while (due != null && !due.isAfter(now)) {
            expire(draft, due, opening);
            Subscription subscription = draft.subscription();
            if (subscription != null
                    && !subscription.isEnded()
                    && !subscription.cycleEnd().isAfter(due)) {
                turn(draft, subscription, opening);
            }
            due = draft.dueAt();
        }
    }

    record Opening(Cause cause, Instant appendedAt) {}

    private static LedgerEntry line(
            EntryType type, Credits amount, @Nullable String note, Instant due, @Nullable Opening opening) {
        Cause cause = note == null ? Cause.TimePassed.SILENTLY : new Cause.TimePassed(note);
        return opening == null
                ? LedgerEntry.line(type, amount, cause, due, due)
                : LedgerEntry.line(type, amount, opening.cause(), due, opening.appendedAt());
    }

    private static void expire(AccountMutation draft, Instant due, @Nullable Opening opening) {
        for (int i = 0; i < draft.grantCount(); i++) {
            Grant grant = draft.grant(i);
            Instant expiresAt = grant.expiresAt();
            if (expiresAt != null && !expiresAt.isAfter(due) && grant.left().isPositive()) {
                draft.expire(
                        i,
                        line(EntryType.EXPIRY, grant.left().negated(), null, expiresAt, opening)
                                .in(cycleEndingAt(draft, expiresAt)));
            }
        }
    }

    /** An expiry at a cycle's end belongs to the cycle that ends. */
    private static @Nullable Cycle cycleEndingAt(AccountMutation draft, Instant expiresAt) {
        Subscription subscription = draft.subscription();
        return subscription != null && subscription.cycleEnd().equals(expiresAt)
                ? subscription.current()
                : draft.cycleOf(expiresAt);
    }

    private static void turn(AccountMutation draft, Subscription old, @Nullable Opening opening) {
        Instant boundary = old.cycleEnd();
        if (old.status() == SubscriptionStatus.CANCELLING) {
            Subscription ended = old.withStatus(SubscriptionStatus.ENDED);
            draft.subscribe(ended);
            draft.post(line(EntryType.SUBSCRIPTION_CHANGED, Credits.ZERO, "Subscription ended", boundary, opening)
                    .stating(ended));
            return;
        }
        PlanTerms pending = old.pendingPlan();
        Subscription next = old.inNextCycle();
        String note = null;
        if (pending != null) {
            next = next.withPlan(pending, pastPlans(old, boundary));
            note = "Plan changed from " + old.plan().plan() + " to " + pending.plan();
        }
        draft.subscribe(next);
        draft.restartUsedThisCycle();
        if (next.status() == SubscriptionStatus.SUSPENDED) {
            draft.post(line(EntryType.CYCLE_STARTED, Credits.ZERO, note, boundary, opening)
                    .stating(next));
        } else {
            grantAllowance(draft, next, line(EntryType.GRANT, next.plan().included(), note, boundary, opening));
        }
    }

    /** Grants the running cycle's allowance, also when it is 0: the line begins the cycle. */
    static void grantAllowance(AccountMutation draft, Subscription subscription, LedgerEntry line) {
        Grant grant = Grant.allowance(
                subscription.allowanceId(subscription.cycle()),
                line.amount(),
                subscription.cycleStart(),
                subscription.current());
        draft.add(grant, line.stating(subscription));
    }

    /**
     * The plans in force before, once the present one ends too; what an order dates earlier than a change before it
     * goes over that change. The last {@value #PAST_PLANS} reach back beyond any lateness.
     */
    static List<PastPlan> pastPlans(Subscription old, Instant until) {
        List<PastPlan> past = new ArrayList<>(old.pastPlans().size() + 1);
        for (PastPlan one : old.pastPlans()) {
            past.add(one.until().isAfter(until) ? new PastPlan(one.plan(), until) : one);
        }
        past.add(new PastPlan(old.plan().plan(), until));
        return past.subList(Math.max(0, past.size() - PAST_PLANS), past.size());
    }
}
