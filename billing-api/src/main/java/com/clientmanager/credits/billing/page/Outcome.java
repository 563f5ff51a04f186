package com.clientmanager.credits.billing.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change.
 *
 * @param tone good, warn or bad
 * @param crumb leads to where it was asked for
 * @param again address that tells more later, or null when this is the end
 */
public record Outcome(
        String title,
        String crumb,
        String tone,
        String detail,
        List<Row> rows,
        @Nullable String again) {
    /** A term with its text, as a link where it has an address. */
    public record Row(String term, String text, @Nullable String address) {
        static Row of(String term, String text) {
            return new Row(term, text, null);
        }
    }
}
