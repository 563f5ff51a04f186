package com.clientmanager.credits.billing.payment;

/** What may be known of a card here: never its number (last four digits; month 1 to 12; four-digit year). */
public record Card(String brand, String last4, int expMonth, int expYear) {
    public Card {
        if (!last4.matches("[0-9]{4}") || expMonth < 1 || expMonth > 12) {
            throw new IllegalArgumentException("not a card: last four digits and an expiry month are needed");
        }
    }
}
