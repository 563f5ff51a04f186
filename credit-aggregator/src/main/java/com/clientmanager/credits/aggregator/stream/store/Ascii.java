package com.clientmanager.credits.aggregator.stream.store;

/**
 * Text as UTF-8 without an array of its own, where it is ASCII: ids, actions and plans mostly are, and there are a
 * dozen in each event.
 */
final class Ascii {
    private static final char BEYOND = 0x80;

    private Ascii() {}

    /**
     * Writes one byte for each character.
     *
     * @return false when the text is not ASCII; what was written is then of no use
     */
    static boolean put(String text, byte[] to, int at) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= BEYOND) {
                return false;
            }
            to[at + i] = (byte) character;
        }
        return true;
    }
}
