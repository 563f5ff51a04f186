package com.clientmanager.credits.billing.projection;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Writes a JSON string. */
final class JsonText {
    private JsonText() {}

    static void quote(StringBuilder json, String text) {
        json.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text.replace('\0', '\uFFFD')))
                .append('"');
    }
}
