package com.clientmanager.credits.billing.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most `limit` of them
 * @param nextCursor to be sent back as `cursor`, or null at the end; stays valid while rows are added
 * @param asOf how fresh the list is, or null when nothing is known yet
 */
public record Listing<T>(
        List<T> items,
        @Nullable String nextCursor,
        @Nullable Instant asOf) {
    public static final int MOST = 1000;
    public static final int USUAL = 100;

    /** A page of what was found: one row more than `limit`, if there are that many, so that the end is known */
    public static <T> Listing<T> of(List<T> found, int limit, ToLongFunction<T> position, @Nullable Instant asOf) {
        if (found.size() <= limit) {
            return new Listing<>(found, null, asOf);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Listing<>(items, cursor(position.applyAsLong(items.getLast())), asOf);
    }

    /** The number of items wanted. @throws Problem when not 1 to 1,000 */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > MOST) {
            throw Problem.field("limit", "limit is 1 to 1000.");
        }
        return asked;
    }

    /** The same of a query parameter. @throws Problem when it is no number or not 1 to 1,000 */
    public static int limit(@Nullable String asked) {
        return limit(QueryValues.number("limit", asked));
    }

    public static String cursor(long position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("p" + position).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a cursor. @return the position after which to go on, or `start` without a cursor @throws Problem when it is
     * none of ours
     */
    public static long position(@Nullable String cursor, long start) {
        if (cursor == null || cursor.isEmpty()) {
            return start;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith("p")) {
                return Long.parseLong(text.substring(1));
            }
        } catch (IllegalArgumentException notOurs) {
            throw Problem.field("cursor", "This cursor was not given by this list.");
        }
        throw Problem.field("cursor", "This cursor was not given by this list.");
    }
}
