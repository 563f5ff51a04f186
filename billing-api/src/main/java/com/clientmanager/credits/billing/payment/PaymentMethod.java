package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.web.EntityTags;
import java.time.Instant;
import java.util.List;

/** The card an account pays with: the gateway's token for it and what may be shown of it. */
public record PaymentMethod(String account, String token, Card card, Instant setAt) {
    /** Its ETag. */
    public String tag() {
        return EntityTags.ofAll(List.of(card, setAt));
    }

    @Override
    public String toString() {
        return "PaymentMethod of " + account + ": " + card;
    }
}
