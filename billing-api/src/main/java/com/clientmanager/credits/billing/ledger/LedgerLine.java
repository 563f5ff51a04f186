package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.amount.Credits;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One numbered line of an account's history (I3).
 *
 * @param type GRANT, CHARGE, EXPIRY, EXPIRY_REVERSED, OVERDRAFT_REPAID, REVERSAL, CYCLE_STARTED, PLAN_CHANGED,
 *     SUBSCRIPTION_CHANGED,
 *     REVOCATION, COMMAND_REFUSED or later ones
 * @param amount what it adds to the balance
 * @param balance after it: available less overdraft (R10)
 * @param refusal on COMMAND_REFUSED, why the engine could not follow an order
 * @param dimensions of the usage event, on a charge and on its reversal
 * @param holdId the hold that the usage event named, on a charge and on its reversal (R22)
 * @param plan on a charge: the plan that held at its time; else the running one after the line
 * @param pendingPlan the plan from the next cycle on, when one is scheduled after the line
 * @param reversedOccurredAt on a REVERSAL: the charge's own time
 * @param allocations which grants paid or were repaid, in the order used (R8)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerLine(
        long seq,
        String type,
        Credits amount,
        Credits balance,
        Credits available,
        Credits overdraft,
        @Nullable String eventSource,
        @Nullable String eventId,
        @Nullable String action,
        @Nullable Long quantity,
        @Nullable String user,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> dimensions,
        @Nullable String holdId,
        @Nullable Credits unitPrice,
        @Nullable String priceVersion,
        List<Allocation> allocations,
        @Nullable Grant grant,
        @Nullable String plan,
        @Nullable String pendingPlan,
        @Nullable String subscriptionStatus,
        @Nullable Cycle cycle,
        @Nullable Long reverses,
        @Nullable Instant reversedOccurredAt,
        @Nullable String refusal,
        @Nullable String note,
        Instant occurredAt,
        Instant recordedAt) {

    /** How much one grant paid; source is ALLOWANCE, PROMOTIONAL or PURCHASED. */
    public record Allocation(String grant, String source, Credits amount) {}

    /**
     * The grant that the line creates, expires or takes back; expiresAt null means never.
     *
     * @param priority lower is spent first (R8)
     * @param left what is left of it after the line
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grant(
            String id,
            String source,
            Credits amount,
            Instant effectiveAt,
            @Nullable Instant expiresAt,
            @Nullable Long priority,
            @Nullable String name,
            @Nullable Credits left) {}

    /** `end` is exclusive. */
    public record Cycle(long number, Instant start, Instant end) {}
}
