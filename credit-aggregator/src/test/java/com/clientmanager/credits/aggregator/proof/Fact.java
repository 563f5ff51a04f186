package com.clientmanager.credits.aggregator.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens in a scenario, in its own words: no class of the core, of Avro or of Kafka. */
public sealed interface Fact {
    /** A usage event is read. */
    record Uses(String id, String action, long quantity, Instant occurredAt) implements Fact {}

    /** Nothing happens but time. */
    record TimePasses() implements Fact {}

    /** An order about the account; numbered by {@link Delivery}. */
    sealed interface Order extends Fact {}

    /** Included credits are whole credits. */
    record Plan(String id, long included) {
        /** Order of the plans, as the catalogue that ships has it. */
        public int rank() {
            return switch (id) {
                case "starter" -> 1;
                case "growth" -> 2;
                case "pro" -> 3;
                default -> 0;
            };
        }
    }

    record Starts(Plan plan, String zone, @Nullable Instant since) implements Order {}

    record Upgrades(Plan plan, @Nullable Instant effectiveAt) implements Order {}

    record Schedules(Plan plan) implements Order {}

    record WithdrawsScheduled() implements Order {}

    record Cancels(@Nullable Instant decidedAt) implements Order {}

    record WithdrawsCancellation() implements Order {}

    record IsSuspended() implements Order {}

    record IsResumed() implements Order {}

    /** Amount in decimal credits. */
    record Buys(String grant, String credits, @Nullable Instant until) implements Order {}

    /** Amount in decimal credits. */
    record IsGiven(String grant, String credits, @Nullable Instant until) implements Order {}

    record HasRevoked(String grant) implements Order {}

    /**
     * The charge of a usage event is given back; the runner looks up its line, and skips the order if there is none.
     */
    record HasReversed(String usageId) implements Order {}

    /** The account's order with a number (from 1) is delivered once more. */
    record RepeatsOrder(int number) implements Fact {}
}
