package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.money.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The decision to move money, before anybody is asked.
 *
 * @param id derived from its cause ({@link #idFrom}), so that a repeated request finds the same payment
 * @param amount above 0
 * @param order what is delivered when it succeeds, as JSON
 * @param refunds the payment given back, for a refund, else null
 * @param by subject of the token, or system
 */
public record PaymentIntent(
        String id,
        String account,
        PaymentPurpose purpose,
        Money amount,
        String description,
        String order,
        @Nullable String refunds,
        String by) {
    private static final int ID_BYTES = 13;

    public PaymentIntent {
        if (!amount.aboveZero()) {
            throw new IllegalArgumentException("a payment moves more than 0");
        }
    }

    /** The same parts give the same id, for all time. */
    public static String idFrom(String... cause) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", cause).getBytes(StandardCharsets.UTF_8));
            return "pay_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
