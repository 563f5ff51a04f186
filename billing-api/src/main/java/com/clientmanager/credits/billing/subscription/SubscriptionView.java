package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's subscription: what the ledger confirms, with each order that it has not answered yet counted in.
 *
 * @param status OPENING until the engine's first line, then ACTIVE, CANCELLING, PAST_DUE, SUSPENDED or ENDED
 * @param fee for each cycle
 * @param cycleStart of the running cycle; null while unknown
 * @param cycleEnd of the running cycle, exclusive; null while unknown
 * @param renewsOn the next boundary's local date in the account's zone (R12); null while unknown and when nothing
 *     renews
 * @param pendingChange what the next boundary brings, or null
 * @param paymentMethod the card that is charged, or null; never its number
 * @param asOf when the last ledger line it knows was recorded
 */
public record SubscriptionView(
        String plan,
        String planName,
        String status,
        Money fee,
        @Nullable Instant cycleStart,
        @Nullable Instant cycleEnd,
        @Nullable LocalDate renewsOn,
        @Nullable PendingChange pendingChange,
        @Nullable Card paymentMethod,
        @Nullable Instant asOf) {

    /**
     * The same whatever its age: what an ETag is made of, since every charge renews {@code asOf} and changes nothing
     * else here.
     */
    SubscriptionView undated() {
        return new SubscriptionView(
                plan, planName, status, fee, cycleStart, cycleEnd, renewsOn, pendingChange, paymentMethod, null);
    }

    /** Kind is PLAN (with the coming plan) or CANCELLATION; on is a local date in the account's zone. */
    public record PendingChange(
            String kind, @Nullable String plan, @Nullable LocalDate on) {}

    /** What may be shown of a card. */
    public record Card(String brand, String last4, int expMonth, int expYear) {}
}
