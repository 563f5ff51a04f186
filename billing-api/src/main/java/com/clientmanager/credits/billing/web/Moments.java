package com.clientmanager.credits.billing.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads moments and days as callers write them. */
public final class Moments {
    /** What RFC 3339 can write; PostgreSQL ends far behind it, but not as far as java.time. */
    private static final int MAX_YEAR = 9999;

    private Moments() {}

    /**
     * An RFC 3339 time, or a date, which means its first instant in the account's zone; null stays null. @throws
     * Problem naming the parameter
     */
    public static @Nullable Instant parse(String parameter, @Nullable String text, ZoneId zone) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0 ? date(text).atStartOfDay(zone).toInstant() : instant(text);
        } catch (DateTimeException e) {
            throw Problem.field(parameter, parameter + " is an RFC 3339 time or a date such as 2026-07-01.");
        }
    }

    /** A time of the years 1 to 9999. @throws DateTimeException for any other text */
    public static Instant instant(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        within(time.getYear());
        return time.toInstant();
    }

    private static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        within(date.getYear());
        return date;
    }

    private static void within(int year) {
        if (year < 1 || year > MAX_YEAR) {
            throw new DateTimeException("not a year of four digits: " + year);
        }
    }

    /** A date; null stays null. @throws Problem naming the parameter */
    public static @Nullable LocalDate day(String parameter, @Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : date(text);
        } catch (DateTimeException e) {
            throw Problem.field(parameter, parameter + " is a date such as 2026-07-01.");
        }
    }
}
