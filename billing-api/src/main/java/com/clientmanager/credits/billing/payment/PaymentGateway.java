package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.money.Money;
import java.util.Optional;

/**
 * The company that moves the money, as this product needs it (R19).
 *
 * <p>A key names one charge or refund for all time: repeating it with the same arguments moves no money a second time
 * and gives the first answer. It is called outside any database transaction. An outage is an answer, {@link
 * GatewayAnswer.Unknown}, not an exception: whether money moved is then found out with {@link #find} and ended with
 * {@link #abandon}.
 */
public interface PaymentGateway {
    /** Takes the amount, above 0, from the card behind the token. */
    GatewayAnswer charge(String key, String token, Money amount, String description);

    /** Gives back up to what the approved charge took. */
    GatewayAnswer refund(String key, String chargeKey, Money amount);

    /**
     * What became of the key; empty when the gateway has never heard of it, which a request still under way may yet
     * change.
     */
    Optional<GatewayAnswer> find(String key);

    /**
     * Forbids the key for the future and tells what had become of it until then: once this has answered, the outcome is
     * final even if a delayed request arrives afterwards.
     */
    GatewayAnswer abandon(String key);

    /** The card behind a token; empty when the token is not known here. */
    Optional<Card> card(String token);

    /** What two tokens of the same card have in common, without asking the provider. */
    default String fingerprint(String token) {
        return token;
    }
}
