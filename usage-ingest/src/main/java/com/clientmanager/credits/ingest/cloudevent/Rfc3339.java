package com.clientmanager.credits.ingest.cloudevent;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads RFC 3339 times strictly: full date, seconds and an offset are needed; what is finer than a millisecond is cut off. */
final class Rfc3339 {
    /** Answer for a text that is not a time; no such instant lies in the years 0000 to 9999. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int SHORTEST = "2026-07-01T09:30:00Z".length();
    private static final int LONGEST = 40;
    private static final long MS_PER_MINUTE = 60_000;

    private Rfc3339() {}

    /** Milliseconds since the epoch in UTC, or {@link #INVALID}. */
    static long toEpochMs(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST || !punctuated(text)) {
            return INVALID;
        }
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        int zoneAt = endOfFraction(text);
        long offsetMinutes = offsetMinutes(text, zoneAt);
        long day = epochDay(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
        if (zoneAt < 0 || offsetMinutes == INVALID || day == INVALID) {
            return INVALID;
        }
        long minutes = (day * 24 + hour) * 60 + minute - offsetMinutes;
        return minutes * MS_PER_MINUTE + second * 1_000L + fractionMs(text, zoneAt);
    }

    private static boolean punctuated(String text) {
        char t = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (t == 'T' || t == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static long epochDay(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return INVALID;
        }
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            return INVALID;
        }
    }

    /** Where the offset begins, or -1 when a fraction is announced and has no digit. */
    private static int endOfFraction(String text) {
        if (text.charAt(19) != '.') {
            return 19;
        }
        int at = 20;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at == 20 ? -1 : at;
    }

    private static int fractionMs(String text, int zoneAt) {
        int ms = 0;
        for (int place = 0; place < 3; place++) {
            int at = 20 + place;
            ms = ms * 10 + (at < zoneAt ? text.charAt(at) - '0' : 0);
        }
        return ms;
    }

    private static long offsetMinutes(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return INVALID;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return text.length() == at + 1 ? 0 : INVALID;
        }
        if ((sign != '+' && sign != '-') || text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return INVALID;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return INVALID;
        }
        return (sign == '-' ? -1L : 1L) * (hours * 60L + minutes);
    }

    private static int number(String text, int from, int digits) {
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            char c = text.charAt(at);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
