package com.clientmanager.credits.aggregator.credit;

import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starting a subscription, and what changes its status (R12, R17, R18). Each method answers null when it obeyed. */
final class SubscriptionCommands {
    private static final long OLDEST_START_DAYS = 36_525;

    private SubscriptionCommands() {}

    static @Nullable Refused start(AccountMutation draft, AccountCommand.StartSubscription order, Instant appendedAt) {
        Subscription old = draft.subscription();
        Refused refused = judgeStart(old, order, appendedAt);
        if (refused != null) {
            return refused;
        }
        Subscription started = new Subscription(
                order.subscriptionId(),
                order.zone(),
                order.startedAt(),
                order.plan(),
                null,
                SubscriptionStatus.ACTIVE,
                CycleCalendar.cycle(order.startedAt(), order.zone(), 0),
                old == null ? List.of() : pastPlansBefore(order.startedAt(), old));
        draft.subscribe(started);
        draft.restartUsedThisCycle();
        Cause cause = new Cause.Ordered(order, null);
        CycleBoundary.grantAllowance(
                draft,
                started,
                LedgerEntry.line(EntryType.GRANT, order.plan().included(), cause, order.startedAt(), appendedAt));
        CycleBoundary.advance(draft, appendedAt, new CycleBoundary.Opening(cause, appendedAt));
        return null;
    }

    private static @Nullable Refused judgeStart(
            @Nullable Subscription old, AccountCommand.StartSubscription order, Instant appendedAt) {
        if (old != null && (!old.isEnded() || old.id().equals(order.subscriptionId()))) {
            return new Refused(RefusalCode.ALREADY_SUBSCRIBED, "subscription " + old.id() + " was started");
        }
        if (order.startedAt().isAfter(appendedAt.plus(TimestampPolicy.AHEAD))) {
            return new Refused(RefusalCode.IN_THE_FUTURE, "startedAt " + order.startedAt());
        }
        if (order.startedAt().isBefore(appendedAt.minus(OLDEST_START_DAYS, ChronoUnit.DAYS))) {
            return new Refused(RefusalCode.TOO_LATE, "startedAt " + order.startedAt());
        }
        return PlanCommands.judge(order.plan());
    }

    private static List<PastPlan> pastPlansBefore(Instant startedAt, Subscription old) {
        Instant oldEnd = old.cycleEnd().isAfter(startedAt) ? startedAt : old.cycleEnd();
        List<PastPlan> past = new ArrayList<>(CycleBoundary.pastPlans(old, oldEnd));
        past.add(new PastPlan(null, startedAt));
        return past;
    }

    /**
     * Cancels at the end of the cycle (R17). What was ordered before the running cycle began but is read after that
     * takes effect as of the boundary: the new allowance ends at once. A suspended subscription has no cycle to wait
     * for and ends at once too.
     */
    static @Nullable Refused cancel(AccountMutation draft, AccountCommand.CancelAtCycleEnd order, Instant appendedAt) {
        Subscription subscription = Objects.requireNonNull(draft.subscription());
        return switch (subscription.status()) {
            case ACTIVE -> {
                boolean wasOrderedBefore =
                        subscription.cycle() > 0 && order.command().issuedAt().isBefore(subscription.cycleStart());
                if (wasOrderedBefore) {
                    Cause cause = cause(order, order.reason(), "Cancelled before this cycle");
                    endAllowances(draft, subscription, cause, appendedAt);
                    yield change(draft, SubscriptionStatus.ENDED, cause, appendedAt);
                }
                yield change(
                        draft, SubscriptionStatus.CANCELLING, cause(order, order.reason(), "Cancelled"), appendedAt);
            }
            case SUSPENDED ->
                change(
                        draft,
                        SubscriptionStatus.ENDED,
                        cause(order, order.reason(), "Cancelled while suspended"),
                        appendedAt);
            case CANCELLING -> nothing("it is being cancelled");
            case ENDED -> ended(subscription);
        };
    }

    private static void endAllowances(
            AccountMutation draft, Subscription subscription, Cause cause, Instant appendedAt) {
        for (int i = 0; i < draft.grantCount(); i++) {
            Grant grant = draft.grant(i);
            if (grant.source() == GrantSource.ALLOWANCE
                    && subscription.cycleEnd().equals(grant.expiresAt())) {
                draft.endEarly(
                        i,
                        subscription.cycleStart(),
                        LedgerEntry.line(EntryType.EXPIRY, grant.left().negated(), cause, appendedAt, appendedAt)
                                .in(draft.cycleOf(appendedAt)));
            }
        }
    }

    static @Nullable Refused withdrawCancellation(
            AccountMutation draft, AccountCommand.WithdrawCancellation order, Instant appendedAt) {
        Subscription subscription = Objects.requireNonNull(draft.subscription());
        return switch (subscription.status()) {
            case CANCELLING ->
                change(
                        draft,
                        SubscriptionStatus.ACTIVE,
                        cause(order, order.reason(), "Cancellation withdrawn"),
                        appendedAt);
            case ACTIVE, SUSPENDED -> nothing("it is not being cancelled");
            case ENDED -> ended(subscription);
        };
    }

    /** One that is being cancelled ends at once: it will not be paid, and there is nothing more to grant. */
    static @Nullable Refused suspend(
            AccountMutation draft, AccountCommand.SuspendSubscription order, Instant appendedAt) {
        Subscription subscription = Objects.requireNonNull(draft.subscription());
        return switch (subscription.status()) {
            case ACTIVE ->
                change(
                        draft,
                        SubscriptionStatus.SUSPENDED,
                        cause(order, order.reason(), "Suspended: not paid"),
                        appendedAt);
            case CANCELLING ->
                change(
                        draft,
                        SubscriptionStatus.ENDED,
                        cause(order, order.reason(), "Ended: cancelled and not paid"),
                        appendedAt);
            case SUSPENDED -> nothing("it is suspended");
            case ENDED -> ended(subscription);
        };
    }

    /** Grants the running cycle's allowance if it has none; being late, it does not repay overdraft (R10). */
    static @Nullable Refused resume(
            AccountMutation draft, AccountCommand.ResumeSubscription order, Instant appendedAt) {
        Subscription subscription = Objects.requireNonNull(draft.subscription());
        return switch (subscription.status()) {
            case SUSPENDED -> {
                Refused refused =
                        change(draft, SubscriptionStatus.ACTIVE, cause(order, order.reason(), "Resumed"), appendedAt);
                Subscription resumed = subscription.withStatus(SubscriptionStatus.ACTIVE);
                if (draft.find(resumed.allowanceId(resumed.cycle())) < 0) {
                    Cause cause = cause(order, order.reason(), "Allowance of the running cycle");
                    Credits included = resumed.plan().included();
                    CycleBoundary.grantAllowance(
                            draft, resumed, LedgerEntry.line(EntryType.GRANT, included, cause, appendedAt, appendedAt));
                }
                yield refused;
            }
            case ACTIVE, CANCELLING -> nothing("it is not suspended");
            case ENDED -> ended(subscription);
        };
    }

    private static @Nullable Refused change(
            AccountMutation draft, SubscriptionStatus status, Cause cause, Instant appendedAt) {
        Subscription changed = Objects.requireNonNull(draft.subscription()).withStatus(status);
        draft.subscribe(changed);
        draft.post(LedgerEntry.line(EntryType.SUBSCRIPTION_CHANGED, Credits.ZERO, cause, appendedAt, appendedAt)
                .stating(changed));
        return null;
    }

    /** The order, with the reason that was given or the standard words. */
    static Cause cause(AccountCommand order, String reason, String otherwise) {
        return new Cause.Ordered(order, reason.isEmpty() ? otherwise : reason);
    }

    private static Refused nothing(String detail) {
        return new Refused(RefusalCode.NOTHING_TO_CHANGE, detail);
    }

    static Refused ended(Subscription subscription) {
        return new Refused(RefusalCode.SUBSCRIPTION_ENDED, "subscription " + subscription.id() + " has ended");
    }
}
