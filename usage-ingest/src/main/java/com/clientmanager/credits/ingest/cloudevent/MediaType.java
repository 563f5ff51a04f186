package com.clientmanager.credits.ingest.cloudevent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of a Content-Type that matter to the ingest API: its name, and whether its charset is UTF-8. */
public record MediaType(String name, boolean utf8) {
    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String BATCHED = "application/cloudevents-batch+json";
    private static final MediaType PARSED_STRUCTURED = new MediaType(STRUCTURED, true);
    private static final MediaType PARSED_BATCHED = new MediaType(BATCHED, true);

    /** Parses a header value; null gives a type that matches nothing. */
    public static MediaType parse(@Nullable String header) {
        if (header == null) {
            return new MediaType("", true);
        }
        if (header.equals(BATCHED)) {
            return PARSED_BATCHED;
        }
        if (header.equals(STRUCTURED)) {
            return PARSED_STRUCTURED;
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
