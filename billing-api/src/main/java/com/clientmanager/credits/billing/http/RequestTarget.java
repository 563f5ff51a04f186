package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The path and query of a request line. Browsers and people send characters there that RFC 3986 wants encoded; they
 * mean the same encoded. What is not text, or holds a NUL, which PostgreSQL stores nowhere, is refused.
 *
 * @param text as the request line has it, one char a byte
 */
record RequestTarget(String text) {
    private static final String RAW_IN_QUERY = "-._~:/?@!$&'()*+,;=%[]";
    private static final String RAW_IN_PATH = "-._~:/@!$&'()*+,;=%";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** The same with everything encoded that must be. */
    String encoded() {
        StringBuilder encoded = new StringBuilder(text.length());
        boolean query = false;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '?' && !query) {
                query = true;
                encoded.append(each);
            } else if (isLetterOrDigit(each) || (query ? RAW_IN_QUERY : RAW_IN_PATH).indexOf(each) >= 0) {
                encoded.append(each);
            } else {
                encoded.append('%').append(HEX.toHexDigits((byte) each));
            }
        }
        return encoded.toString();
    }

    /** @throws Problem INVALID_FIELD naming the parameter that cannot be read, INVALID_REQUEST for the path */
    void check() {
        checkText();
        try {
            new URI(text);
        } catch (URISyntaxException unreadable) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The address cannot be read.");
        }
    }

    private void checkText() {
        int question = text.indexOf('?');
        String path = question < 0 ? text : text.substring(0, question);
        if (!isReadable(path)) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The address is not UTF-8 text, percent-encoded.");
        }
        for (String parameter :
                question < 0 ? new String[0] : text.substring(question + 1).split("&", -1)) {
            if (!isReadable(parameter)) {
                throw Problem.field(
                        parameter.replaceFirst("=.*", ""), "The parameter is not UTF-8 text, percent-encoded.");
            }
        }
    }

    private static boolean isReadable(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int at = 0; at < part.length(); at++) {
            if (part.charAt(at) != '%') {
                bytes.write(part.charAt(at));
                continue;
            }
            boolean encoded = at + 2 < part.length()
                    && HexFormat.isHexDigit(part.charAt(at + 1))
                    && HexFormat.isHexDigit(part.charAt(at + 2));
            if (!encoded) {
                return false;
            }
            bytes.write(HexFormat.fromHexDigits(part, at + 1, at + 3));
            at += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .chars()
                    .noneMatch(each -> each == 0);
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static boolean isLetterOrDigit(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }
}
