package com.clientmanager.credits.billing.web;

import org.jspecify.annotations.Nullable;

/**
 * The state on which a caller decided (RFC 9110, If-Match). It is compared inside the transaction of the change, while
 * the row is held: of two who decided on the same state one is refused.
 *
 * @param tags the header as sent, or null when the caller does not mind
 */
public record IfMatch(@Nullable String tags) {
    public static final IfMatch ANYTHING = new IfMatch(null);
    /** What a page shows for a tag where there is nothing yet. */
    private static final String NOTHING = "none";

    /** The tag of what is there, or one that stands for its absence. */
    public static String tagOrNothing(@Nullable String tag) {
        return tag == null ? NOTHING : tag;
    }

    public boolean isAnything() {
        return tags == null;
    }

    /**
     * Stops a change of what has changed.
     *
     * @param present the tag of the resource as it is, or null where there is none yet
     * @throws Problem ETAG_MISMATCH when the caller named states and this is none of them
     */
    public void require(@Nullable String present) {
        if (tags == null) {
            return;
        }
        if (present == null && tags.equals(NOTHING)) {
            return;
        }
        for (String tag : tags.split(",", -1)) {
            if (present != null && (tag.trim().equals("*") || tag.trim().equals(present))) {
                return;
            }
        }
        throw Problem.of(ProblemCode.ETAG_MISMATCH, "It has changed meanwhile. Read it again and decide anew.");
    }
}
