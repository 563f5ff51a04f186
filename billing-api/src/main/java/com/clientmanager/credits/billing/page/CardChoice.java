package com.clientmanager.credits.billing.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the payment details form shows: the present card in words, or null, the sandbox's test cards, and the purchase
 * that waits for a card, or null.
 */
public record CardChoice(
        @Nullable String present,
        List<TestCard> cards,
        @Nullable String next,
        @Nullable String owed,
        Drawn.Fields drawn,
        @Nullable FormProblem problem) {
    /** A test card of the sandbox: what it is called, and what it does when it is charged. */
    public record TestCard(String token, String name, String behaviour) {}

    static final List<TestCard> SANDBOX = List.of(
            new TestCard("tok_visa", "Visa ending 4242", "Pays."),
            new TestCard("tok_mastercard", "Mastercard ending 4444", "Pays."),
            new TestCard("tok_amex", "American Express ending 0005", "Pays."),
            new TestCard("tok_declined_insufficient_funds", "Visa ending 9995", "Declines: not enough funds."),
            new TestCard("tok_declined_expired_card", "Visa ending 0069", "Declines: the card has expired."),
            new TestCard("tok_declined_stolen_card", "Visa ending 9979", "Declines: reported stolen."),
            new TestCard("tok_declined_do_not_honor", "Mastercard ending 0002", "Declines: the bank gives no reason."),
            new TestCard("tok_late", "Visa ending 3063", "Pays, but answers late: shown as being checked meanwhile."),
            new TestCard(
                    "tok_timeout",
                    "Visa ending 3155",
                    "Pays, but the answer is lost: found out within half a minute."));
}
