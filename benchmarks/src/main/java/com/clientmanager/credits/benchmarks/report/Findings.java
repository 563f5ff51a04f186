package com.clientmanager.credits.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a part found: rows for people, figures for programs, and what was wrong. */
public final class Findings {
    private final String title;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** One line of the part's table. */
    public record Row(String what, String figure, String bar) {}

    /** Nothing found yet. */
    public Findings(String title) {
        this.title = title;
    }

    Findings row(String what, String figure, String bar) {
        rows.add(new Row(what, figure, bar));
        return this;
    }

    /** A row whose figure is also kept under a name. */
    public Findings figure(String name, long value, Row row) {
        figures.put(name, value);
        rows.add(row);
        return this;
    }

    /** Says why the figures do not count, unless it is empty. */
    Findings require(String difference) {
        if (!difference.isEmpty()) {
            wrong.add(difference);
        }
        return this;
    }

    public String title() {
        return title;
    }

    public List<Row> rows() {
        return rows;
    }

    public Map<String, Long> figures() {
        return figures;
    }

    public List<String> wrong() {
        return wrong;
    }
}
