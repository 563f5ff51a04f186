package com.clientmanager.credits.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8 and refuses bytes that are none. {@link String} puts U+FFFD in the place of such bytes, so that two
 * different identities become one text and the second event is never charged.
 */
public final class StrictUtf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private StrictUtf8() {}

    /** The text in {@code length} bytes from {@code start} on; null when they are not UTF-8. */
    public static @Nullable String textOrNull(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        // Costs nothing where all characters are Latin-1: such a text cannot hold U+FFFD and is not searched.
        return text.indexOf(REPLACEMENT) < 0 || isSame(text, bytes, start, length) ? text : null;
    }

    /** Only malformed bytes are encoded differently than they were: U+FFFD itself is a character like any other. */
    private static boolean isSame(String text, byte[] bytes, int start, int length) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(encoded, 0, encoded.length, bytes, start, start + length);
    }
}
