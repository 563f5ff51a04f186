package com.clientmanager.credits.billing.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of RFC 4180. A cell that a spreadsheet would take for a formula (it begins with =, +, -, @, tab or carriage return, and is no plain
 * number) gets an apostrophe before it.
 */
public final class Csv {
    public static final String MEDIA_TYPE = "text/csv";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Csv() {}

    public static String row(List<? extends @Nullable Object> cells) {
        StringBuilder row = new StringBuilder();
        for (Object cell : cells) {
            row.append(row.isEmpty() ? "" : ",").append(quoted(safe(cell == null ? "" : cell.toString())));
        }
        return row.append("\r\n").toString();
    }

    private static String safe(String cell) {
        boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return formula && !cell.matches("-?\\d+(\\.\\d+)?") ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
