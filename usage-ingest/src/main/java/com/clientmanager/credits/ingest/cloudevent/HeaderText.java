package com.clientmanager.credits.ingest.cloudevent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the value of a ce- header as the HTTP binding of CloudEvents 1.0.2 (3.1.3.2) says: first the quoted string of
 * RFC 7230 (3.2.6), then one round of percent-decoding to UTF-8. Whatever an encoder of the binding could not have
 * written is refused, since two readings of one header would be two identities of one event (R2).
 */
final class HeaderText {
    private static final char QUOTE = '"';

    private HeaderText() {}

    /** The value is not what the binding lets a sender write; the message is one sentence without the value itself. */
    static final class UndecodableException extends Exception {
        private static final long serialVersionUID = 1L;

        UndecodableException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The text of {@code value}, in which each character above U+007F is one byte, as the HTTP server reads headers.
     */
    static String decoded(String value) throws UndecodableException {
        String unquoted = unquoted(value);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(unquoted.length());
        for (int at = 0; at < unquoted.length(); at++) {
            char c = unquoted.charAt(at);
            if (c == '%') {
                bytes.write(hexDigit(unquoted, at + 1) << 4 | hexDigit(unquoted, at + 2));
                at += 2;
            } else if (c <= 0xff) {
                bytes.write(c);
            } else {
                throw new UndecodableException("must be ASCII, percent-encoded where it is not");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UndecodableException("must be UTF-8, percent-encoded where it is not ASCII");
        }
    }

    /** A quoted string without its quotes and backslashes; any other value as it is. */
    private static String unquoted(String value) throws UndecodableException {
        if (value.indexOf(QUOTE) < 0) {
            return value;
        }
        int last = value.length() - 1;
        if (value.charAt(0) != QUOTE || last == 0 || value.charAt(last) != QUOTE) {
            throw unbalanced();
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int at = 1; at < last; at++) {
            if (value.charAt(at) == QUOTE) {
                throw unbalanced();
            }
            if (value.charAt(at) == '\\' && ++at == last) {
                throw unbalanced();
            }
            text.append(value.charAt(at));
        }
        return text.toString();
    }

    private static int hexDigit(String text, int at) throws UndecodableException {
        // Not Character.digit, which takes the digits of every alphabet.
        int digit = at < text.length() ? "0123456789abcdef".indexOf(lowerCase(text.charAt(at))) : -1;
        if (digit < 0) {
            throw new UndecodableException("must have two hexadecimal digits after each %, and %25 for a percent sign");
        }
        return digit;
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'F' ? (char) (c + ('a' - 'A')) : c;
    }

    private static UndecodableException unbalanced() {
        return new UndecodableException(
                "must have double quotes around the whole value or not at all; %22 is one in it");
    }
}
