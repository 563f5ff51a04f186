package com.clientmanager.credits.billing.usage;

import com.clientmanager.credits.billing.amount.Credits;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was used in a cycle or between two days.
 *
 * @param cycle the cycle, or null when days were asked for or no cycle is known yet
 * @param days the local days asked for, both inclusive, or null when a cycle was asked for
 * @param total credits charged less credits reversed; null while nothing is known
 * @param rows most expensive first, or by day
 * @param asOf when the last ledger line in it was recorded
 */
public record UsageBreakdown(
        @Nullable Cycle cycle,
        @Nullable Days days,
        @Nullable Credits total,
        List<UsageRow> rows,
        @Nullable Instant asOf) {

    /** `end` is exclusive. */
    public record Cycle(long number, Instant start, Instant end) {}

    public record Days(LocalDate from, LocalDate to) {}

    /**
     * One line; the key is an action, a local day or a user ("" where the event named none), credits are charged less
     * reversed.
     */
    public record UsageRow(String key, long events, BigInteger quantity, Credits credits) {}
}
