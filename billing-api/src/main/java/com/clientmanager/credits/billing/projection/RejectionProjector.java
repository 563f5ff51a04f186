package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rejected usage whole, and replays by itself what was rejected only because its account was not open (R4): when
 * the account's first line is projected, and when the rejection is projected after it.
 */
final class RejectionProjector {
    private static final String WAITS_FOR_ACCOUNT = "UNKNOWN_ACCOUNT";
    private static final String INSERT = "INSERT INTO rejected_usage"
            + " (rejection_id, account_id, reason, detail, topic, partition, record_offset, appended_at,"
            + " record_key, record_value,"
            + " event_source, event_id, action, quantity, occurred_at, value_bytes, value_sha256, expected_partition)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    /** Only usage: a rejected command (an order for an account that was never opened) is for an operator to judge. */
    private static final String REPLAY =
            "WITH due AS (UPDATE rejected_usage r SET replays = r.replays + 1, replayed_at = now(),"
                    + " replayed_by = 'system' FROM ledger_head h WHERE h.account_id = r.account_id AND"
                    + " r.account_id = ANY(?)"
                    + " AND r.reason = '" + WAITS_FOR_ACCOUNT
                    + "' AND r.replayed_at IS NULL AND r.topic LIKE '%usage.recorded.v1'"
                    + " RETURNING r.rejection_id, r.record_key, r.record_value, r.partition, r.n)"
                    + " INSERT INTO outbox (topic, kind, record_key, payload, header, partition)"
                    + " SELECT '" + Topic.USAGE_RECORDED.name() + "', 'RAW', record_key, record_value, rejection_id,"
                    + " CASE WHEN record_key IS NULL THEN partition END FROM due ORDER BY n";

    private RejectionProjector() {}

    /** Heads of the same batch must be written already. */
    static void write(Connection connection, List<UsageRejected> rejections, List<String> opened) throws SQLException {
        Set<String> perhapsDue = new LinkedHashSet<>(opened);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (UsageRejected rejection : rejections) {
                bind(insert, rejection);
                insert.addBatch();
                String account = account(rejection);
                if (rejection.getReason().equals(WAITS_FOR_ACCOUNT) && account != null) {
                    perhapsDue.add(account);
                }
            }
            insert.executeBatch();
        }
        if (!perhapsDue.isEmpty()) {
            replay(connection, perhapsDue);
        }
    }

    private static void replay(Connection connection, Set<String> accounts) throws SQLException {
        try (PreparedStatement replay = connection.prepareStatement(REPLAY)) {
            replay.setArray(1, connection.createArrayOf("text", accounts.toArray()));
            replay.executeUpdate();
        }
    }

    private static void bind(PreparedStatement insert, UsageRejected rejection) throws SQLException {
        insert.setString(1, rejection.getRejectionId());
        insert.setString(2, account(rejection));
        insert.setString(3, rejection.getReason());
        insert.setString(4, Columns.storable(rejection.getDetail()));
        insert.setString(5, rejection.getTopic());
        insert.setInt(6, rejection.getPartition());
        insert.setLong(7, rejection.getOffset());
        insert.setObject(8, rejection.getAppendedAt().atOffset(ZoneOffset.UTC));
        insert.setBytes(9, bytes(rejection.getKey()));
        insert.setBytes(10, bytes(rejection.getValue()));
        insert.setString(11, within("source", rejection.getSource(), UsageLimits.MAX_SOURCE_LENGTH));
        insert.setString(12, within("id", rejection.getId(), UsageLimits.MAX_ID_LENGTH));
        insert.setString(13, within("action", rejection.getAction(), UsageLimits.MAX_ACTION_LENGTH));
        insert.setObject(14, rejection.getQuantity(), Types.BIGINT);
        Instant occurredAt = rejection.getOccurredAt();
        boolean dated = occurredAt != null && UsageLimits.time("occurredAt", occurredAt) == null;
        insert.setObject(15, dated ? occurredAt.atOffset(ZoneOffset.UTC) : null, Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setObject(16, rejection.getValueBytes(), Types.BIGINT);
        insert.setString(17, Columns.storable(rejection.getValueSha256()));
        insert.setObject(18, rejection.getExpectedPartition(), Types.INTEGER);
    }

    /** The account that a hostile key names may be any text; the key itself is kept as bytes. */
    private static @Nullable String account(UsageRejected rejection) {
        return within("account", rejection.getAccount(), UsageLimits.MAX_ACCOUNT_LENGTH);
    }

    private static @Nullable String within(String field, @Nullable String text, int maxLength) {
        return UsageLimits.required(field, text, maxLength) == null ? text : null;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
