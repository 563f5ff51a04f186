package com.clientmanager.credits.billing.projection.skip;

import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the record at which the reader of a partition stands, and no other: its bytes and the operator's reason
 * are kept, and the reader goes on
 * by itself.
 */
@ApplicationScoped
public class SkipRecord {
    private static final int MAX_REASON_LENGTH = 200;

    private final Sql sql;
    private final Audit audit;
    private final SignedIn signedIn;

    SkipRecord(Sql sql, Audit audit, SignedIn signedIn) {
        this.sql = sql;
        this.audit = audit;
        this.signedIn = signedIn;
    }

    /** What an operator sends: the place that `/q/health/well` names. */
    public record Order(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String reason) {}

    /** What was left out. `stoppedBy` is why the reader stood there, `valueSha256` is in hexadecimal digits. */
    public record Skipped(
            String topic,
            int partition,
            long offset,
            String stoppedBy,
            String valueSha256,
            String reason,
            String skippedBy) {}

    private record Stop(long offset, String reason, String sha256) {}

    /** Skips the record. @throws Problem INVALID_FIELD; CONFLICT when the reader does not stand exactly there */
    @Transactional
    public Skipped skip(Order order) {
        Topic topic = topic(order.topic());
        int partition = natural("partition", order.partition()).intValue();
        long offset = natural("offset", order.offset()).longValue();
        String reason = reason(order.reason());
        Stop stop = stop(topic, partition, offset);
        Map<String, ?> detail = Map.of(
                "topic",
                topic.topicName(""),
                "partition",
                partition,
                "offset",
                offset,
                "valueSha256",
                stop.sha256(),
                "stoppedBy",
                stop.reason(),
                "reason",
                reason);
        long auditId = audit.record(signedIn.subject(), null, "projection.record-skipped", detail);
        sql.update(
                "INSERT INTO projection_skip (topic, partition, record_offset, record_key, record_value,"
                        + " value_sha256, stopped_by,"
                        + " reason, skipped_by, audit_id) SELECT topic, partition, record_offset,"
                        + " record_key, record_value,"
                        + " sha256(coalesce(record_value, ''::bytea)), reason, ?, ?, ? FROM projection_stop"
                        + " WHERE topic = ? AND partition = ? ON CONFLICT DO NOTHING",
                reason,
                signedIn.subject(),
                auditId,
                topic.name(),
                partition);
        sql.update("DELETE FROM projection_stop WHERE topic = ? AND partition = ?", topic.name(), partition);
        sql.update(
                "INSERT INTO projection_offset AS o (topic, partition, next_offset) VALUES (?, ?, ?)"
                        + " ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset"
                        + " WHERE o.next_offset < excluded.next_offset",
                topic.name(),
                partition,
                offset + 1);
        return new Skipped(
                topic.topicName(""), partition, offset, stop.reason(), stop.sha256(), reason, signedIn.subject());
    }

    /** Locked, so that two operators skip one record and not two. */
    private Stop stop(Topic topic, int partition, long offset) {
        Optional<Stop> stop = sql.find(
                "SELECT record_offset, reason, encode(sha256(coalesce(record_value, ''::bytea)), 'hex') AS sha256"
                        + " FROM projection_stop WHERE topic = ? AND partition = ? FOR UPDATE",
                row -> new Stop(row.number("record_offset"), row.text("reason"), row.text("sha256")),
                topic.name(),
                partition);
        if (stop.isEmpty() || stop.get().offset() != offset) {
            String where = topic.topicName("") + "-" + partition;
            throw Problem.of(
                    ProblemCode.CONFLICT,
                    "The reader of " + where + " is not stopped at offset " + offset
                            + stop.map(other -> " but at " + other.offset()).orElse("") + ".");
        }
        return stop.get();
    }

    private static Topic topic(@Nullable String name) {
        for (Topic topic : new Topic[] {Topic.CREDIT_LEDGER, Topic.CREDIT_BALANCES, Topic.USAGE_REJECTED}) {
            if (topic.topicName("").equals(name)) {
                return topic;
            }
        }
        throw Problem.field("topic", "topic is credit.ledger.v1, credit.balances.v1 or usage.rejected.v1.");
    }

    private static Number natural(String field, @Nullable Number value) {
        if (value == null || value.longValue() < 0) {
            throw Problem.field(field, field + " is a whole number of 0 or more.");
        }
        return value;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || UsageLimits.required("reason", reason, MAX_REASON_LENGTH) != null) {
            throw Problem.field("reason", "reason has 1 to 200 characters; the audit row keeps it.");
        }
        return reason.strip();
    }
}
