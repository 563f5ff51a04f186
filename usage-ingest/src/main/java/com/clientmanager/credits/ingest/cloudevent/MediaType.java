package com.clientmanager.credits.ingest.cloudevent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Content-Type as far as the ingest API reads it: its name, and whether its text is UTF-8. */
public record MediaType(String name, boolean utf8) {
    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String BATCHED = "application/cloudevents-batch+json";
    private static final MediaType PLAIN_STRUCTURED = new MediaType(STRUCTURED, true);
    private static final MediaType PLAIN_BATCHED = new MediaType(BATCHED, true);

    /** Reads a header's value; null is a type that nothing matches. */
    public static MediaType parse(@Nullable String header) {
        if (header == null) {
            return new MediaType("", true);
        }
        if (header.equals(BATCHED)) {
            return PLAIN_BATCHED;
        }
        if (header.equals(STRUCTURED)) {
            return PLAIN_STRUCTURED;
        }
        String[] parts = header.toLowerCase(Locale.ROOT).split(";", -1);
        boolean utf8 = true;
        for (int i = 1; i < parts.length; i++) {
            utf8 &= isUtf8OrNoCharset(parts[i].strip());
        }
        return new MediaType(parts[0].strip(), utf8);
    }

    boolean isJson() {
        return name.equals("application/json") || name.equals("text/json") || name.endsWith("+json");
    }

    /** False for a parameter that names a charset other than UTF-8. */
    private static boolean isUtf8OrNoCharset(String parameter) {
        if (!parameter.startsWith("charset=")) {
            return true;
        }
        String charset = parameter.substring("charset=".length());
        return charset.equals("utf-8") || charset.equals("\"utf-8\"") || charset.equals("utf8");
    }
}
