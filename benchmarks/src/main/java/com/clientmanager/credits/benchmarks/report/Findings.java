package com.clientmanager.credits.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a part: table rows, figures by name, and errors that invalidate them. */
public final class Findings {
    private final String title;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    /** A row of the part's table. */
    public record Row(String title, String figure, String target) {}

    public Findings(String title) {
        this.title = title;
    }

    public Findings row(String title, String figure, String target) {
        rows.add(new Row(title, figure, target));
        return this;
    }

    /** Adds a row, and its figure under a name. */
    public Findings figure(String name, long value, Row row) {
        figures.put(name, value);
        rows.add(row);
        return this;
    }

    /** Adds an error unless it is empty. */
    public Findings require(String error) {
        if (!error.isEmpty()) {
            errors.add(error);
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

    public List<String> errors() {
        return errors;
    }
}
