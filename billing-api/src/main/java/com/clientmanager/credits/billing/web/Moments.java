package com.clientmanager.credits.billing.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads moments and days as callers write them. */
public final class Moments {
    private Moments() {}

    /** An RFC 3339 time, or a date, which means its first instant in the account's zone; null stays null. @throws Problem naming the parameter */
    public static @Nullable Instant parse(String parameter, @Nullable String text, ZoneId zone) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.field(parameter, parameter + " is an RFC 3339 time or a date such as 2026-07-01.");
        }
    }

    /** A date; null stays null. @throws Problem naming the parameter */
    public static @Nullable LocalDate day(String parameter, @Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.field(parameter, parameter + " is a date such as 2026-07-01.");
        }
    }
}
