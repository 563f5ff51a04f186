package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import java.math.BigInteger;

/**
 * One row of a usage table.
 *
 * @param key action id, day or user
 * @param name as people call it
 * @param unit of the quantity, or empty
 * @param credits charged less given back
 * @param free whether the action's price is 0 (R6)
 * @param lines address of the ledger lines behind it
 */
public record UsageLine(
        String key,
        String name,
        String unit,
        long events,
        BigInteger quantity,
        Credits credits,
        boolean free,
        String lines) {}
