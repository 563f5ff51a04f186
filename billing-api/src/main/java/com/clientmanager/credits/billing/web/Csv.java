package com.clientmanager.credits.billing.web;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of RFC 4180 that a spreadsheet reads as text and numbers only. Where a formula could begin (=, +, -, @, tab or a
 * line end, at the start of a cell that is no plain number) stands an apostrophe. A spreadsheet may take semicolons or
 * tabs for separators, and then quotes in mid-line mean nothing; so the same holds after each separator within a text.
 */
public final class Csv {
    public static final String MEDIA_TYPE = "text/csv";
    /** Written first where a spreadsheet opens the file: without it some take UTF-8 for the system's own encoding. */
    public static final String BYTE_ORDER_MARK = "\ufeff";

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    /** The fullwidth forms are taken for the plain ones by some. */
    private static final Pattern FORMULA_START =
            Pattern.compile("(?<=^|[,;\\t\\r\\n])(?=[\\s\"]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\\t\\r\\n])");

    private static final Pattern PLAIN = Pattern.compile("[^,;\\t\\r\\n\"' ]([^,;\\t\\r\\n\"]*[^,;\\t\\r\\n\" ])?");

    private Csv() {}

    public static String row(List<? extends @Nullable Object> cells) {
        StringBuilder row = new StringBuilder();
        for (Object cell : cells) {
            row.append(row.isEmpty() ? "" : ",").append(quoted(safe(cell == null ? "" : cell.toString())));
        }
        return row.append("\r\n").toString();
    }

    private static String safe(String cell) {
        return NUMBER.matcher(cell).matches()
                ? cell
                : FORMULA_START.matcher(cell).replaceAll("'");
    }

    private static String quoted(String cell) {
        return cell.isEmpty() || PLAIN.matcher(cell).matches() ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
