package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payment on the wire.
 *
 * @param status PENDING while the provider has not told, else SUCCEEDED or FAILED
 * @param reason the provider's code of a failure
 * @param message what the customer can do about it
 */
@Schema(name = "Payment")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentJson(
        String id,
        PaymentPurpose purpose,
        String status,
        Money amount,
        String description,
        Card card,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String invoice,
        @Nullable String refunds,
        Instant at,
        @Nullable Instant settledAt) {

    public static PaymentJson of(Payment payment) {
        DeclineReason reason = payment.reason();
        return new PaymentJson(
                payment.id(),
                payment.purpose(),
                payment.open() ? "PENDING" : payment.status().name(),
                payment.amount(),
                payment.description(),
                payment.card(),
                reason == null ? null : reason.code(),
                reason == null ? null : reason.message(),
                payment.invoice(),
                payment.refunds(),
                payment.intendedAt(),
                payment.settledAt());
    }
}
