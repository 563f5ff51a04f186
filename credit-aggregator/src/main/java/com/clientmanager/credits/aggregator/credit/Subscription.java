package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's subscription as far as credits go.
 *
 * @param id unique for all time; grant ids derive from it
 * @param zone where local days begin (R12)
 * @param startedAt start of cycle 0
 * @param plan in force
 * @param pendingPlan from the next boundary on (R16)
 * @param current the running cycle; the last one when ENDED
 * @param pastPlans plans in force before, oldest first, as far back as usage may be dated
 */
public record Subscription(
        String id,
        ZoneId zone,
        Instant startedAt,
        PlanTerms plan,
        @Nullable PlanTerms pendingPlan,
        SubscriptionStatus status,
        Cycle current,
        List<PastPlan> pastPlans) {
    public Subscription {
        pastPlans = List.copyOf(pastPlans);
    }

    public long cycle() {
        return current.number();
    }

    public Instant cycleStart() {
        return current.start();
    }

    public Instant cycleEnd() {
        return current.end();
    }

    public boolean isEnded() {
        return status == SubscriptionStatus.ENDED;
    }

    /** Grant id of a cycle's allowance: the same cycle can only be granted once (R13). */
    public String allowanceId(long cycle) {
        return id + ":" + cycle;
    }

    /** Grant id of an upgrade's share (R15). */
    public String upgradeId(long cycle, String newPlan, Instant effectiveAt) {
        return id + ":" + cycle + ":" + newPlan + ":" + effectiveAt.toEpochMilli();
    }

    /**
     * The plan whose prices hold for usage at a time, or null when none did. The answer is the same before and after
     * the boundaries up to then were written, so that a tick cannot change a price.
     */
    public @Nullable String planAt(Instant time) {
        for (PastPlan past : pastPlans) {
            if (time.isBefore(past.until())) {
                return past.plan();
            }
        }
        if (time.isBefore(current.end())) {
            return plan.plan();
        }
        return switch (status) {
            case ENDED, CANCELLING -> null;
            case ACTIVE, SUSPENDED -> pendingPlan == null ? plan.plan() : pendingPlan.plan();
        };
    }

    Subscription withStatus(SubscriptionStatus newStatus) {
        return new Subscription(id, zone, startedAt, plan, pendingPlan, newStatus, current, pastPlans);
    }

    Subscription withPending(@Nullable PlanTerms pending) {
        return new Subscription(id, zone, startedAt, plan, pending, status, current, pastPlans);
    }

    Subscription withPlan(PlanTerms newPlan, List<PastPlan> past) {
        return new Subscription(id, zone, startedAt, newPlan, null, status, current, past);
    }

    Subscription inNextCycle() {
        long next = current.number() + 1;
        Cycle cycle = new Cycle(next, current.end(), CycleCalendar.boundary(startedAt, zone, next + 1));
        return new Subscription(id, zone, startedAt, plan, pendingPlan, status, cycle, pastPlans);
    }
}
