package com.clientmanager.credits.billing.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The span of time a usage page shows.
 *
 * @param value current, the first day of an earlier cycle (2025-10-01), or dates
 * @param label in words
 * @param from first local day
 * @param to last local day, inclusive
 * @param start of that span; null while no cycle is known
 * @param end exclusive; null while no cycle is known
 * @param choices offered in the form
 * @param problem what was wrong with the chosen dates, or null
 */
public record Period(
        String value,
        String label,
        LocalDate from,
        LocalDate to,
        @Nullable Instant start,
        @Nullable Instant end,
        List<Choice> choices,
        @Nullable String problem) {
    public static final String CURRENT = "current";
    public static final String DATES = "dates";

    /** One option of the form. */
    public record Choice(String value, String label) {}

    /** As the query of an address, which leads to the same span again. */
    public String query() {
        return value.equals(DATES) ? "period=dates&from=" + from + "&to=" + to : "period=" + encoded(value);
    }

    /** Whether figures in it still move. */
    public boolean open() {
        return value.equals(CURRENT);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
