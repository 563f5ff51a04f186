package com.clientmanager.credits.ingest.cloudevent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Undoes the percent-encoding that CloudEvents' HTTP binding (3.1.3.2) puts on header values; a stray percent sign stays as it is. */
final class HeaderText {
    private HeaderText() {}

    static @Nullable String decoded(@Nullable String value) {
        if (value == null || value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int at = 0; at < value.length(); at++) {
            int high = at + 2 < value.length() ? Character.digit(value.charAt(at + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(at + 2), 16);
            if (value.charAt(at) == '%' && low >= 0) {
                bytes.write(high << 4 | low);
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(value.charAt(at)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
