package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order about an account; repeating one changes nothing, and one that cannot be followed leaves a line that says so.
 * One record for each command on account.commands.v1.
 */
public sealed interface AccountCommand extends AccountEvent {
    /** Who ordered it: a repeat has the same sequence. */
    Command command();

    /**
     * An order's identity.
     *
     * @param id unique for all time; each ledger line it causes names it
     * @param sequence 1, 2, 3, … within the account; one that is not above the last is a repeat and silence
     * @param issuedAt when it was decided
     */
    record Command(String id, long sequence, Instant issuedAt) {}

    default String commandId() {
        return command().id();
    }

    /**
     * Opens the account and begins cycle 0 (R12).
     *
     * @param startedAt may lie in the past: the cycles since are all written
     */
    record StartSubscription(Command command, String subscriptionId, ZoneId zone, Instant startedAt, PlanTerms plan)
            implements AccountCommand {}

    /** A paid upgrade (R15); {@code effectiveAt} is the instant the fee share was charged for. */
    record UpgradePlan(Command command, PlanTerms plan, Instant effectiveAt) implements AccountCommand {}

    /** A downgrade at the end of the running cycle (R16). */
    record SchedulePlan(Command command, PlanTerms plan) implements AccountCommand {}

    /** Takes a scheduled downgrade back (R16). */
    record WithdrawScheduledPlan(Command command, String reason) implements AccountCommand {}

    /** No allowance after the running cycle (R17). */
    record CancelAtCycleEnd(Command command, String reason) implements AccountCommand {}

    /** Takes a cancellation back before its date (R17). */
    record WithdrawCancellation(Command command, String reason) implements AccountCommand {}

    /** Payment failed for good: no further allowance until paid (R18). */
    record SuspendSubscription(Command command, String reason) implements AccountCommand {}

    /** Paid again: allowances go on, beginning with the running cycle if it has none (R18). */
    record ResumeSubscription(Command command, String reason) implements AccountCommand {}

    /**
     * Bought or promotional credits (R10, R11, R19).
     *
     * @param grantId each id is granted once
     * @param source PURCHASED or PROMOTIONAL
     * @param amount more than 0
     * @param note the grant's name, null: none
     */
    record GrantCredits(
            Command command,
            String grantId,
            GrantSource source,
            Credits amount,
            @Nullable Instant expiresAt,
            @Nullable String note)
            implements AccountCommand {}

    /**
     * Gives a charge back along its recorded allocations (R21).
     *
     * @param seq the charge's ledger number
     * @param charge 0 or more, as the ledger says
     * @param allocations as the ledger says, in their order
     * @param usage what the ledger says of the usage that was charged
     * @param occurredAt the charge's own time
     */
    record ReverseCharge(
            Command command,
            long seq,
            Credits charge,
            List<Allocation> allocations,
            Used usage,
            Instant occurredAt,
            String reason)
            implements AccountCommand {
        public ReverseCharge {
            allocations = List.copyOf(allocations);
        }
    }

    /**
     * The usage of a charge, as its ledger entry states it; the reversal states the same.
     *
     * @param quantity null where the command does not say
     */
    record Used(
            @Nullable String action,
            @Nullable Long quantity,
            @Nullable String user,
            Dimensions dimensions,
            @Nullable String holdId) {}

    /** Takes away what is left of a bought or promotional grant, after a refund or a chargeback (R20). */
    record RevokeGrant(Command command, String grantId, String reason) implements AccountCommand {}
}
