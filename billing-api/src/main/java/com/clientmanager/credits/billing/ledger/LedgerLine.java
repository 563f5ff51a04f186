package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.amount.Credits;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One numbered line of an account's history (I3).
 *
 * @param type GRANT, CHARGE, EXPIRY, EXPIRY_REVERSED, OVERDRAFT_REPAID, REVERSAL, CYCLE_STARTED, PLAN_CHANGED, SUBSCRIPTION_CHANGED,
 *     REVOCATION, COMMAND_REFUSED or later ones
 * @param amount what it adds to the balance
 * @param balance after it: available less overdraft (R10)
 * @param refusal on COMMAND_REFUSED, why the engine could not follow an order
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
        @Nullable Credits unitPrice,
        @Nullable String priceVersion,
        List<Allocation> allocations,
        @Nullable Grant grant,
        @Nullable String plan,
        @Nullable String subscriptionStatus,
        @Nullable Cycle cycle,
        @Nullable Long reverses,
        @Nullable String refusal,
        @Nullable String note,
        Instant occurredAt,
        Instant recordedAt) {

    /** How much one grant paid; source is ALLOWANCE, PROMOTIONAL or PURCHASED. */
    public record Allocation(String grant, String source, Credits amount) {}

    /** The grant that the line creates, expires or takes back; expiresAt null means never. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grant(
            String id,
            String source,
            Credits amount,
            Instant effectiveAt,
            @Nullable Instant expiresAt) {}

    /** `end` is exclusive. */
    public record Cycle(long number, Instant start, Instant end) {}
}
