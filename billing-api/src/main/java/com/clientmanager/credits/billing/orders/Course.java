package com.clientmanager.credits.billing.orders;

import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands when all that was ordered is carried out: the ledger's word, and on it each order without
 * an answer, obeyed as the engine will obey it (decision 0026).
 *
 * @param plan the running plan
 * @param pendingPlan the plan from the next cycle on, or null
 * @param status ACTIVE, CANCELLING, SUSPENDED or ENDED
 * @param resuming a resumption is ordered and not answered: whether it brings an allowance and its fee is not known yet
 */
public record Course(String plan, @Nullable String pendingPlan, String status, boolean resuming) {
    private static final String ACTIVE = "ACTIVE";
    private static final String CANCELLING = "CANCELLING";
    private static final String SUSPENDED = "SUSPENDED";
    private static final String ENDED = "ENDED";

    /**
     * The course from the ledger's word on.
     *
     * @param unanswered as {@link SubscriptionOrders#UNANSWERED} selects it
     */
    public static Course of(String plan, @Nullable String pendingPlan, String status, @Nullable String unanswered) {
        Course course = new Course(plan, pendingPlan, status, false);
        if (unanswered == null) {
            return course;
        }
        for (String order : unanswered.split(";", -1)) {
            String[] parts = order.split("=", 2);
            course = course.after(parts[0], parts[1]);
        }
        return course;
    }

    public boolean ended() {
        return status.equals(ENDED);
    }

    public boolean cancelled() {
        return status.equals(CANCELLING) || ended();
    }

    private Course after(String kind, String planOrdered) {
        if (ended()) {
            return this;
        }
        return switch (kind) {
            case "UpgradePlan" -> new Course(planOrdered, null, status, resuming);
            case "SchedulePlan" -> new Course(plan, planOrdered, status, resuming);
            case "WithdrawScheduledPlan" -> new Course(plan, null, status, resuming);
            case "CancelAtCycleEnd" -> with(status.equals(SUSPENDED) ? ENDED : CANCELLING);
            case "WithdrawCancellation" -> status.equals(CANCELLING) ? with(ACTIVE) : this;
            case "SuspendSubscription" -> with(status.equals(CANCELLING) ? ENDED : SUSPENDED);
            case "ResumeSubscription" -> status.equals(SUSPENDED) ? new Course(plan, pendingPlan, ACTIVE, true) : this;
            default -> throw new IllegalStateException("no order changes a subscription by " + kind);
        };
    }

    private Course with(String next) {
        return new Course(plan, pendingPlan, next, resuming);
    }
}
