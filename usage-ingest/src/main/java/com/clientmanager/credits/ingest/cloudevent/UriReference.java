package com.clientmanager.credits.ingest.cloudevent;

/**
 * What CloudEvents asks of a source beyond the limits of the record. It is a rule of the form, not of what stores can
 * hold: a service that writes the topic directly may use any text as its source.
 */
final class UriReference {
    private UriReference() {}

    /** Whether a URI reference (RFC 3986) may hold these characters. */
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
