package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.payment.Payment;
import java.time.Instant;

/** What came of asking for another plan. */
public sealed interface PlanChange {
    /**
     * An upgrade was charged: it holds when the payment succeeded, nothing changed when it failed, and it is open while
     * UNKNOWN (R15).
     */
    record Charged(String plan, Payment payment) implements PlanChange {}

    /** An upgrade whose share of the fee is less than the smallest coin: it holds without a payment. */
    record UpgradedForNothing(String plan) implements PlanChange {}

    /** A downgrade waits for the boundary (R16). */
    record Scheduled(String plan, Instant effectiveAt) implements PlanChange {}

    /** The pending downgrade is taken back. */
    record Withdrawn(String plan) implements PlanChange {}
}
