package com.clientmanager.credits.auditor.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables in one repeatable-read snapshot, which begins when the first of them is looked at. */
public final class PostgresTables implements TableSource, AutoCloseable {
    private static final int FETCH = 10_000;

    private final Connection connection;

    /** @throws SQLException when PostgreSQL cannot be reached */
    public PostgresTables(String url, String user, String password) throws SQLException {
        connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Override
    public boolean has(Table table) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table.tableName());
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException e) {
            throw unreadable(table, e);
        }
    }

    @Override
    public void read(Table table, Consumer<Row> each) {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(table.sql())) {
                ResultSetMetaData columns = rows.getMetaData();
                while (rows.next()) {
                    Map<String, @Nullable Object> values = HashMap.newHashMap(columns.getColumnCount());
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        values.put(columns.getColumnLabel(i), rows.getObject(i));
                    }
                    each.accept(new Row(values));
                }
            }
        } catch (SQLException e) {
            throw unreadable(table, e);
        }
    }

    private static IllegalStateException unreadable(Table table, SQLException e) {
        return new IllegalStateException("table " + table.tableName() + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
