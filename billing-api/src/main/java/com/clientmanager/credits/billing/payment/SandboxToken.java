package com.clientmanager.credits.billing.payment;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sandbox gateway's cards: each token has its own fixed behaviour. */
@SuppressWarnings("ImmutableEnumChecker") // its records hold strings and numbers only
enum SandboxToken {
    VISA("tok_visa", new Card("visa", "4242", 12, 2034), Behaviour.APPROVES, null),
    MASTERCARD("tok_mastercard", new Card("mastercard", "4444", 8, 2033), Behaviour.APPROVES, null),
    AMEX("tok_amex", new Card("amex", "0005", 3, 2035), Behaviour.APPROVES, null),
    INSUFFICIENT_FUNDS(
            "tok_declined_insufficient_funds",
            new Card("visa", "9995", 11, 2033),
            Behaviour.DECLINES,
            new DeclineReason(
                    "insufficient_funds",
                    "The card does not have enough funds. Top it up or use another card, then try again.")),
    EXPIRED(
            "tok_declined_expired_card",
            new Card("visa", "0069", 1, 2024),
            Behaviour.DECLINES,
            new DeclineReason("expired_card", "The card has expired. Add a card that is valid and try again.")),
    STOLEN(
            "tok_declined_stolen_card",
            new Card("visa", "9979", 6, 2032),
            Behaviour.DECLINES,
            new DeclineReason("stolen_card", "The bank refused the card. Use another card or call your bank.")),
    DO_NOT_HONOR(
            "tok_declined_do_not_honor",
            new Card("mastercard", "0002", 5, 2032),
            Behaviour.DECLINES,
            new DeclineReason(
                    "do_not_honor",
                    "The bank declined the payment without a reason. Use another card or call your bank.")),
    TIMEOUT("tok_timeout", new Card("visa", "3155", 10, 2033), Behaviour.CHARGES_WITHOUT_ANSWER, null),
    TIMEOUT_LOST("tok_timeout_lost", new Card("visa", "3220", 10, 2033), Behaviour.LOSES_THE_REQUEST, null),
    LATE("tok_late", new Card("visa", "3063", 10, 2033), Behaviour.ANSWERS_LATE, null);

    /** What happens to a charge. */
    enum Behaviour {
        APPROVES,
        DECLINES,
        CHARGES_WITHOUT_ANSWER,
        LOSES_THE_REQUEST,
        ANSWERS_LATE
    }

    final String token;
    final Card card;
    final Behaviour behaviour;
    final @Nullable DeclineReason reason;

    SandboxToken(String token, Card card, Behaviour behaviour, @Nullable DeclineReason reason) {
        this.token = token;
        this.card = card;
        this.behaviour = behaviour;
        this.reason = reason;
    }

    static Optional<SandboxToken> of(String token) {
        String asked = token.equals("tok_declined_stolen") ? STOLEN.token : token;
        return Arrays.stream(values()).filter(t -> t.token.equals(asked)).findFirst();
    }
}
