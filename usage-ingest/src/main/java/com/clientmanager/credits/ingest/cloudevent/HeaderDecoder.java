package com.clientmanager.credits.ingest.cloudevent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes ce- header values according to the HTTP binding of CloudEvents 1.0.2 (3.1.3.2): first the quoted string of
 * RFC 7230 (3.2.6), then one round of percent-decoding to UTF-8. Values that no conforming encoder produces are
 * rejected, since two readings of one header would be two identities of one event (R2).
 */
final class HeaderDecoder {
    private static final char QUOTE = '"';

    private HeaderDecoder() {}

    /** The value does not conform to the binding; the message is one sentence without the value itself. */
    static final class UndecodableException extends Exception {
        private static final long serialVersionUID = 1L;

        UndecodableException(String message) {
            super(message, null, false, false);
        }
    }

    /** Decodes {@code value}, in which each character above U+007F is one byte, as the HTTP server reads headers. */
    static String decode(String value) throws UndecodableException {
        String unquoted = unquote(value);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(unquoted.length());
        for (int at = 0; at < unquoted.length(); at++) {
            char c = unquoted.charAt(at);
            if (c == '%') {
                bytes.write(hexDigit(unquoted, at + 1) << 4 | hexDigit(unquoted, at + 2));
                at += 2;
            } else if (c <= 0xff) {
                bytes.write(c);
            } else {
                throw new UndecodableException("must be ASCII; percent-encode other characters");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UndecodableException("must be percent-encoded UTF-8");
        }
    }

    /** Removes quotes and backslashes from a quoted string; returns any other value unchanged. */
    private static String unquote(String value) throws UndecodableException {
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
        // Not Character.digit, which accepts the digits of every script.
        int digit = at < text.length() ? "0123456789abcdef".indexOf(lowerCase(text.charAt(at))) : -1;
        if (digit < 0) {
            throw new UndecodableException(
                    "must have two hexadecimal digits after each %; encode a percent sign as %25");
        }
        return digit;
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'F' ? (char) (c + ('a' - 'A')) : c;
    }

    private static UndecodableException unbalanced() {
        return new UndecodableException(
                "must have double quotes around the whole value or none; encode a double quote as %22");
    }
}
