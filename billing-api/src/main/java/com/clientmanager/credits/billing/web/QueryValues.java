package com.clientmanager.credits.billing.web;

import org.jspecify.annotations.Nullable;

/** Reads query parameters; an absent or empty one is null, and one that cannot be read is named. */
public final class QueryValues {
    private QueryValues() {}

    /** A whole number. @throws Problem naming the parameter */
    public static @Nullable Integer number(String parameter, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.matches("-?\\d{1,9}")) {
            throw Problem.field(parameter, parameter + " is a whole number.");
        }
        return Integer.valueOf(text);
    }

    /** true or false, and nothing else. @throws Problem naming the parameter */
    public static @Nullable Boolean flag(String parameter, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.field(parameter, parameter + " is true or false.");
        };
    }
}
