package com.clientmanager.credits.ingest.cloudevent;

/** What a text must be to survive every store behind the door: no control characters (PostgreSQL refuses NUL), no half of a surrogate pair (UTF-8 has none). */
final class TextRules {
    private TextRules() {}

    static boolean isSound(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a URI reference (RFC 3986, as CloudEvents wants a source to be) may hold these characters. */
    static boolean isUriReference(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c <= ' ' || "<>\"{}|\\^`".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
