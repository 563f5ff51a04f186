package com.clientmanager.credits.billing.web;

import jakarta.ws.rs.core.HttpHeaders;

/** Entity tags of changeable resources: a version number in quotes. */
public final class EntityTags {
    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Stops a change of what has changed. @throws Problem ETAG_MISMATCH when If-Match was sent and does not name the present version */
    public static void requireMatch(HttpHeaders headers, long version) {
        String wanted = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (wanted == null || "*".equals(wanted.trim())) {
            return;
        }
        for (String tag : wanted.split(",", -1)) {
            if (tag.trim().equals(of(version))) {
                return;
            }
        }
        throw Problem.of(
                ProblemCode.ETAG_MISMATCH, "Read it again and decide anew: its ETag is now " + of(version) + ".");
    }
}
