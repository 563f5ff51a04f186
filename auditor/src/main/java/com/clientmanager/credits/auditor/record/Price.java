package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of an action's price; times in milliseconds, the unit price in micro-credits.
 *
 * @param plan null: for all plans
 */
public record Price(
        String version,
        long effectiveFrom,
        long knownFrom,
        @Nullable String plan,
        long unitPrice) {
    /** All versions in a record of rate-card.v1, in the order they were appended. */
    public static List<Price> in(Fields action) {
        return action.records("versions").stream()
                .map(one -> new Price(
                        one.text("version"),
                        one.number("effectiveFrom"),
                        zeroIfAbsent(one.numberOrNull("knownFrom")),
                        one.textOrNull("plan"),
                        one.number("unitPriceMicros")))
                .toList();
    }

    /** A row of table price_version. */
    public static Price of(Row row) {
        return new Price(
                row.text("version"),
                row.number("effective_from"),
                row.number("known_from"),
                row.textOrNull("plan"),
                row.number("unit_price_micros"));
    }

    private static long zeroIfAbsent(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
