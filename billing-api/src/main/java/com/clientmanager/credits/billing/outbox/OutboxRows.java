package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The outbox table as its relay sees it. */
final class OutboxRows {
    private OutboxRows() {}

    static boolean tryLock(Connection connection, long lock) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, lock);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Before the connection goes back to the pool. */
    static void unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN *");
            statement.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    static List<OutboxRow> oldest(Connection connection) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, topic, kind, record_key, payload, header, partition FROM outbox ORDER BY id LIMIT 500");
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(new OutboxRow(
                        found.getLong("id"),
                        Topic.valueOf(found.getString("topic")),
                        OutboxRow.Kind.valueOf(found.getString("kind")),
                        found.getBytes("record_key"),
                        found.getBytes("payload"),
                        found.getString("header"),
                        found.getObject("partition", Integer.class)));
            }
        }
        return rows;
    }

    static void sent(Connection connection, List<OutboxRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        long[] ids = rows.stream().mapToLong(OutboxRow::id).toArray();
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY(?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", Arrays.stream(ids).boxed().toArray()));
            statement.executeUpdate();
        }
    }
}
