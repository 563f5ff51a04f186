package com.clientmanager.credits.billing.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds a list of records column by column, as arrays for `unnest`: one statement and one round trip for thousands of
 * rows.
 */
final class Columns<T> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int bound;

    Columns(Connection connection, PreparedStatement statement, List<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /**
     * PostgreSQL's text cannot hold the character 0. The engine refuses it, but older entries may carry one, and U+FFFD
     * shows it; anything else that a column cannot hold stops the partition.
     */
    Columns<T> text(Function<T, @Nullable String> column) throws SQLException {
        return bind("text", row -> storable(column.apply(row)));
    }

    static @Nullable String storable(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    Columns<T> number(Function<T, @Nullable Long> column) throws SQLException {
        return bind("bigint", column);
    }

    /** As milliseconds; the statement turns them into timestamptz, which is cheaper than text. */
    Columns<T> instant(Function<T, @Nullable Instant> column) throws SQLException {
        return bind("bigint", row -> {
            Instant value = column.apply(row);
            return value == null ? null : value.toEpochMilli();
        });
    }

    private Columns<T> bind(String type, Function<T, ? extends @Nullable Object> column) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        Array array = connection.createArrayOf(type, values);
        statement.setArray(++bound, array);
        return this;
    }
}
