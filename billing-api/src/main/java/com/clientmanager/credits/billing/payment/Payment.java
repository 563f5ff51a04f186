package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to move money, as the billing history shows it (R20).
 *
 * @param position its place in the history, growing with time
 * @param amount above 0; for a refund what went back
 * @param order what is delivered when it succeeds, as JSON its purpose understands
 * @param refunds id of the payment a refund gives back, else null
 * @param reason why it failed, else null
 * @param invoice number of its invoice, or of a refund's credit note; null unless it succeeded
 * @param settledAt when it became final, else null
 */
public record Payment(
        String id,
        long position,
        String account,
        PaymentPurpose purpose,
        PaymentStatus status,
        Money amount,
        String description,
        String order,
        Card card,
        @Nullable String refunds,
        @Nullable DeclineReason reason,
        @Nullable String invoice,
        String intendedBy,
        Instant intendedAt,
        @Nullable Instant settledAt) {
    private static final String DELIVERY = "deliver:";

    public boolean succeeded() {
        return status == PaymentStatus.SUCCEEDED;
    }

    public boolean failed() {
        return status == PaymentStatus.FAILED;
    }

    /** The gateway has not told yet; it is asked again until it does. */
    public boolean open() {
        return !status.isFinal();
    }

    /**
     * The id of the command that delivers what was paid for; it comes back on the ledger line that obeys or refuses it.
     */
    public String deliveryCommand() {
        return DELIVERY + id;
    }

    /** The payment whose delivery the command is, or empty for other commands. */
    public static Optional<String> deliveredBy(String commandId) {
        return commandId.startsWith(DELIVERY) ? Optional.of(commandId.substring(DELIVERY.length())) : Optional.empty();
    }
}
