package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** How far each partition has been projected, kept in the transaction of the rows. */
final class StoredOffsets {
    private StoredOffsets() {}

    record Place(Topic topic, int partition) {
        /** As operators see it, without the prefix that tests put before topics. */
        String name() {
            return topic.topicName("") + "-" + partition;
        }
    }

    static Map<Place, Long> read(Connection connection) throws SQLException {
        Map<Place, Long> offsets = new HashMap<>();
        try (PreparedStatement read =
                        connection.prepareStatement("SELECT topic, partition, next_offset FROM projection_offset");
                ResultSet found = read.executeQuery()) {
            while (found.next()) {
                offsets.put(new Place(Topic.valueOf(found.getString(1)), found.getInt(2)), found.getLong(3));
            }
        }
        return offsets;
    }

    /**
     * Moves the offsets on.
     *
     * @param from what this worker read before; anything else in the table means that another one is at work
     * @throws ProjectionOvertaken when another worker has moved them meanwhile
     */
    static void move(Connection connection, Map<Place, Long> from, Map<Place, Long> to) throws SQLException {
        try (PreparedStatement first = connection.prepareStatement(
                        "INSERT INTO projection_offset (topic, partition, next_offset) VALUES (?, ?, ?) ON"
                                + " CONFLICT DO NOTHING");
                PreparedStatement next = connection.prepareStatement(
                        "UPDATE projection_offset SET next_offset = ? WHERE topic = ? AND partition = ? AND"
                                + " next_offset = ?")) {
            for (Map.Entry<Place, Long> move : to.entrySet()) {
                Long before = from.get(move.getKey());
                int moved = before == null
                        ? insert(first, move.getKey(), move.getValue())
                        : update(next, move.getKey(), before, move.getValue());
                if (moved != 1) {
                    throw new ProjectionOvertaken(
                            move.getKey().topic() + "-" + move.getKey().partition());
                }
            }
        }
    }

    /** Remembers that everything sent to the engine before this instant is in the tables. */
    static void currentTo(Connection connection, Iterable<Place> places, Instant to) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(
                "UPDATE projection_offset SET current_to = ? WHERE topic = ? AND partition = ?")) {
            for (Place place : places) {
                mark.setObject(1, to.atOffset(ZoneOffset.UTC));
                mark.setString(2, place.topic().name());
                mark.setInt(3, place.partition());
                mark.addBatch();
            }
            mark.executeBatch();
        }
    }

    private static int insert(PreparedStatement first, Place place, long to) throws SQLException {
        first.setString(1, place.topic().name());
        first.setInt(2, place.partition());
        first.setLong(3, to);
        return first.executeUpdate();
    }

    private static int update(PreparedStatement next, Place place, long from, long to) throws SQLException {
        next.setLong(1, to);
        next.setString(2, place.topic().name());
        next.setInt(3, place.partition());
        next.setLong(4, from);
        return next.executeUpdate();
    }
}
