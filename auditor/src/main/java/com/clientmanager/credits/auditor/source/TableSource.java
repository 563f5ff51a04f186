package com.clientmanager.credits.auditor.source;

import java.util.function.Consumer;

/** PostgreSQL's tables, all as of one moment. */
public interface TableSource {
    /** Whether the table exists. */
    boolean has(Table table);

    /** Gives each row to {@code each}. */
    void read(Table table, Consumer<Row> each);
}
