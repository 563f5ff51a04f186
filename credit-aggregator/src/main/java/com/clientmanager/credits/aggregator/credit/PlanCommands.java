package com.clientmanager.credits.aggregator.credit;

import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes of plan (R15, R16). Each method answers null when it obeyed. */
final class PlanCommands {
    private PlanCommands() {}

    static @Nullable Refused judge(PlanTerms plan) {
        boolean fits = !plan.included().isNegative() && plan.included().compareTo(Credits.MAX_AMOUNT) <= 0;
        return fits
                ? null
                : new Refused(RefusalCode.INVALID_AMOUNT, "plan " + plan.plan() + " includes " + plan.included());
    }

    /**
     * The running allowance stays and a second one is added for the rest of the cycle (R15). A scheduled downgrade is
     * withdrawn by it; a cancellation stands. The instant that was paid for must lie in the running cycle.
     */
    static @Nullable Refused upgrade(AccountMutation draft, AccountCommand.UpgradePlan order, Instant appendedAt) {
        Subscription old = Objects.requireNonNull(draft.subscription());
        Refused refused = judgeUpgrade(old, order, appendedAt);
        if (refused != null) {
            return refused;
        }
        PlanTerms plan = order.plan();
        Instant at = order.effectiveAt();
        Subscription upgraded = old.withPlan(plan, CycleBoundary.pastPlans(old, at));
        Cause cause = new Cause.Ordered(order, "Upgraded from " + old.plan().plan() + " to " + plan.plan());
        draft.subscribe(upgraded);
        draft.post(LedgerEntry.line(EntryType.PLAN_CHANGED, Credits.ZERO, cause, at, appendedAt)
                .stating(upgraded));
        // Without the running cycle's allowance (suspended) there is nothing to add to: resuming grants the new plan's
        // in full.
        boolean hasAllowance = draft.find(old.allowanceId(old.cycle())) >= 0;
        Credits more = plan.included().minus(old.plan().included());
        Credits share = hasAllowance && more.isPositive() ? share(more, at, old.current()) : Credits.ZERO;
        if (share.isPositive()) {
            draft.add(
                    Grant.allowance(upgraded.upgradeId(old.cycle(), plan.plan(), at), share, at, old.current()),
                    LedgerEntry.line(EntryType.GRANT, share, cause, at, appendedAt)
                            .stating(upgraded));
        }
        return null;
    }

    private static @Nullable Refused judgeUpgrade(
            Subscription old, AccountCommand.UpgradePlan order, Instant appendedAt) {
        if (old.isEnded()) {
            return SubscriptionCommands.ended(old);
        }
        if (order.plan().rank() <= old.plan().rank()) {
            return new Refused(
                    RefusalCode.NOT_AN_UPGRADE,
                    order.plan().plan() + " is not above " + old.plan().plan());
        }
        if (order.effectiveAt().isAfter(appendedAt.plus(TimestampPolicy.AHEAD))) {
            return new Refused(RefusalCode.IN_THE_FUTURE, "effectiveAt " + order.effectiveAt());
        }
        if (!old.current().contains(order.effectiveAt())) {
            return new Refused(
                    RefusalCode.NOT_IN_RUNNING_CYCLE,
                    "effectiveAt " + order.effectiveAt() + " is not in cycle " + old.cycle());
        }
        return judge(order.plan());
    }

    /** The share of an amount for the rest of a cycle, by the second, rounded down to a whole credit (R15). */
    static Credits share(Credits amount, Instant at, Cycle cycle) {
        long whole = Duration.between(cycle.start(), cycle.end()).toSeconds();
        long rest = Duration.between(at, cycle.end()).toSeconds();
        BigInteger micros = BigInteger.valueOf(amount.micros())
                .multiply(BigInteger.valueOf(rest))
                .divide(BigInteger.valueOf(whole));
        return Credits.ofMicros(micros.longValueExact()).wholeCredits();
    }

    /** In place of one scheduled before, if there is one (R16). */
    static @Nullable Refused schedule(AccountMutation draft, AccountCommand.SchedulePlan order, Instant appendedAt) {
        Subscription subscription = Objects.requireNonNull(draft.subscription());
        PlanTerms plan = order.plan();
        if (subscription.isEnded()) {
            return SubscriptionCommands.ended(subscription);
        }
        if (plan.rank() >= subscription.plan().rank()) {
            return new Refused(
                    RefusalCode.NOT_A_DOWNGRADE,
                    plan.plan() + " is not below " + subscription.plan().plan());
        }
        Refused badPlan = judge(plan);
        if (badPlan == null) {
            Cause cause = new Cause.Ordered(order, "Scheduled: " + plan.plan() + " from the next cycle");
            pend(draft, subscription.withPending(plan), cause, appendedAt);
        }
        return badPlan;
    }

    static @Nullable Refused withdraw(
            AccountMutation draft, AccountCommand.WithdrawScheduledPlan order, Instant appendedAt) {
        Subscription subscription = Objects.requireNonNull(draft.subscription());
        if (subscription.pendingPlan() == null) {
            return new Refused(RefusalCode.NOTHING_TO_CHANGE, "no plan is scheduled");
        }
        Cause cause = SubscriptionCommands.cause(order, order.reason(), "Scheduled change withdrawn");
        pend(draft, subscription.withPending(null), cause, appendedAt);
        return null;
    }

    private static void pend(AccountMutation draft, Subscription changed, Cause cause, Instant appendedAt) {
        draft.subscribe(changed);
        draft.post(LedgerEntry.line(EntryType.PLAN_CHANGED, Credits.ZERO, cause, appendedAt, appendedAt)
                .stating(changed));
    }
}
