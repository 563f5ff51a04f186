package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the billing history, newest first; `next` is the cursor of the older ones, or null at the end. */
public record PaymentsShown(List<Shown> payments, @Nullable String next) {

    /**
     * One payment or refund.
     *
     * @param purpose what it was for, in words
     * @param reason why it failed and what to do, or null
     * @param amount negative for money given back
     * @param tone good, warn or bad
     */
    public record Shown(
            Instant at,
            String purpose,
            @Nullable String reason,
            String card,
            String status,
            String tone,
            Money amount,
            List<Document> invoices) {}

    /** Its invoice or credit note. */
    public record Document(String kind, String number, String address) {}
}
