package com.clientmanager.credits.ingest.cloudevent;

/**
 * The syntax that CloudEvents requires of a source, in addition to the record's limits. It applies to HTTP only: a
 * service that writes to the topic directly may use any string as its source.
 */
final class UriReference {
    private UriReference() {}

    /** Whether a URI reference (RFC 3986) may contain these characters. */
    static boolean isValid(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c <= ' ' || "<>\"{}|\\^`".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
