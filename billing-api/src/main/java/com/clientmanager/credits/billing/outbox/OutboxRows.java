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
    private static final String OLDEST = "SELECT id, topic, kind, record_key, payload, header, partition FROM outbox o"
            + " WHERE parked_at IS NULL AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.parked_at IS NOT NULL"
            + " AND p.record_key = o.record_key AND p.id < o.id AND p.topic = 'ACCOUNT_COMMANDS' AND"
            + " o.topic = 'ACCOUNT_COMMANDS')"
            + " ORDER BY id LIMIT 500";

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

    /** Those that may be sent now: not what is parked, and no command of an account behind a parked one. */
    static List<OutboxRow> oldest(Connection connection) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OLDEST);
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

    /** Keeps it, but tries it no more until an operator takes the mark away. */
    static void park(Connection connection, OutboxRow row, String reason) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE outbox SET parked_at = now(), parked_reason = ? WHERE id = ?")) {
            statement.setString(1, reason.replace("\0", ""));
            statement.setLong(2, row.id());
            statement.executeUpdate();
        }
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
