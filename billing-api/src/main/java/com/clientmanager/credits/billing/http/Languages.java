package com.clientmanager.credits.billing.http;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Accept-Language header: preferences, so that one which cannot be read is left out instead of ending the request.
 */
final class Languages {
    private static final Pattern PREFERENCE =
            Pattern.compile("(\\*|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?))?");

    private Languages() {}

    /** The preferences that can be read, or "" for none. */
    static String readable(String header) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .filter(each -> PREFERENCE.matcher(each).matches())
                .collect(Collectors.joining(","));
    }
}
