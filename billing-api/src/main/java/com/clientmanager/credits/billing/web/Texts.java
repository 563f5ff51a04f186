package com.clientmanager.credits.billing.web;

import org.jspecify.annotations.Nullable;

/** What a text must be free of to be stored, shown and printed. */
public final class Texts {
    private Texts() {}

    /**
     * The first thing that no stored text may hold, in words, or null: control characters, half of a pair, no character
     * at all.
     */
    public static @Nullable String flaw(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            if (Character.isISOControl(point)) {
                return "a control character (%s)".formatted(name(point));
            }
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return "half of a surrogate pair (%s)".formatted(name(point));
            }
            if (isNoCharacter(point)) {
                return "a code that is no character (%s)".formatted(name(point));
            }
        }
        return null;
    }

    private static boolean isNoCharacter(int point) {
        return (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
    }

    private static String name(int point) {
        return String.format(java.util.Locale.ROOT, "U+%04X", point);
    }
}
