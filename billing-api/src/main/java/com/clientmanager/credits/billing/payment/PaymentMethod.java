package com.clientmanager.credits.billing.payment;

import java.time.Instant;

/** The card an account pays with: the gateway's token for it and what may be shown of it. */
public record PaymentMethod(String account, String token, Card card, Instant setAt) {
    @Override
    public String toString() {
        return "PaymentMethod of " + account + ": " + card;
    }
}
