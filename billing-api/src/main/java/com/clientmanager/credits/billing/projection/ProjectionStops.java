package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import com.clientmanager.credits.billing.sql.SqlFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables of records at which a reader stands, and of those that an operator decided to leave out. */
final class ProjectionStops {
    private static final String STOP =
            "INSERT INTO projection_stop AS s (topic, partition, record_offset, record_key, record_value, reason)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (topic, partition) DO UPDATE SET"
                    + " record_offset = excluded.record_offset,"
                    + " record_key = excluded.record_key, record_value = excluded.record_value, reason ="
                    + " excluded.reason,"
                    + " stopped_at = excluded.stopped_at";
    private static final String SKIPPED =
            "SELECT EXISTS (SELECT 1 FROM projection_skip WHERE topic = ? AND partition = ?"
                    + " AND record_offset = ? AND value_sha256 = sha256(coalesce(?, ''::bytea)))";

    private ProjectionStops() {}

    /** Whoever begins to read these partitions finds out anew where it cannot go on. */
    static void forget(Connection connection, Collection<Place> places) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM projection_stop WHERE topic = ? AND partition = ?")) {
            for (Place place : places) {
                delete.setString(1, place.topic().name());
                delete.setInt(2, place.partition());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    static void write(Connection connection, Polled record, String reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(STOP)) {
            place(insert, record);
            insert.setBytes(4, record.key());
            insert.setBytes(5, record.value());
            insert.setString(6, Columns.storable(reason));
            insert.executeUpdate();
        }
    }

    /** By place and content: a topic that was made anew has other records at the same offsets. */
    static boolean isSkipped(DataSource dataSource, Polled record) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(SKIPPED)) {
            place(read, record);
            byte @Nullable [] value = record.value();
            read.setBytes(4, value);
            try (ResultSet found = read.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    private static void place(PreparedStatement statement, Polled record) throws SQLException {
        statement.setString(1, record.place().topic().name());
        statement.setInt(2, record.place().partition());
        statement.setLong(3, record.offset());
    }
}
