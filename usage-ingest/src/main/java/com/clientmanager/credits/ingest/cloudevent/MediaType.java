package com.clientmanager.credits.ingest.cloudevent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Content-Type as far as the door cares: what it is, and whether its text is UTF-8. */
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
        String text = header.toLowerCase(Locale.ROOT);
        int semicolon = text.indexOf(';');
        String name = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        int charset = text.indexOf("charset=", Math.max(semicolon, 0));
        boolean utf8 = charset < 0
                || text.substring(charset + 8).replace("\"", "").strip().startsWith("utf-8");
        return new MediaType(name, utf8);
    }

    boolean isJson() {
        return name.equals("application/json") || name.equals("text/json") || name.endsWith("+json");
    }
}
