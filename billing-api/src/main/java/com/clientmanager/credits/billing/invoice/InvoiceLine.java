package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice.
 *
 * @param amount tax included; negative on a credit note
 * @param from start of the period it is for, or null when it is for none
 * @param to end of that period, exclusive, or null
 */
public record InvoiceLine(
        String description,
        Money amount,
        @Nullable Instant from,
        @Nullable Instant to) {}
