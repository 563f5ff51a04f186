package com.clientmanager.credits.auditor.finding;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields in which two records differ, each with both values. */
public final class Differences {
    private final StringBuilder text = new StringBuilder();
    private final String expectation;

    /** @param expectation the word before the right value, for example expected */
    public Differences(String expectation) {
        this.expectation = expectation;
    }

    /** Compares one field. */
    public Differences field(String name, @Nullable Object stated, @Nullable Object right) {
        if (!Objects.equals(stated, right)) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(name)
                    .append(" is ")
                    .append(stated)
                    .append(", ")
                    .append(expectation)
                    .append(' ')
                    .append(right);
        }
        return this;
    }

    /** Compares a time in milliseconds. */
    public Differences time(String name, @Nullable Long stated, @Nullable Long right) {
        return Objects.equals(stated, right) ? this : field(name, instant(stated), instant(right));
    }

    private static @Nullable Instant instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }

    /** The differing fields; null: none. */
    public @Nullable String textOrNull() {
        return text.isEmpty() ? null : text.toString();
    }
}
