package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ledger line with the reasons a person wants to read.
 *
 * @param title what happened
 * @param price why it cost what it did, or empty
 * @param grants which credits paid or were added, or empty
 * @param free whether it is usage that costs nothing (R6)
 * @param balance after the line
 */
public record ExplainedLine(
        long seq,
        Instant occurredAt,
        String title,
        String price,
        String grants,
        @Nullable String note,
        boolean free,
        Credits amount,
        Credits balance) {}
