package com.clientmanager.credits.billing.rejected;

import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists what was rejected and sends it again, byte for byte; the engine's identities charge it once, however often that
 * is done.
 */
@ApplicationScoped
public class Rejections {
    /** Reasons whose cause cannot be mended, each with what to do instead (R4). */
    private static final Map<String, String> NEVER_REPLAYED = Map.of(
            "CONFLICT",
            "Another event with this source and id was charged. Send this one under a new id if it is another fact.",
            "TOO_LATE",
            "It is older than the lateness window and would be refused again. Grant or bill it by hand.",
            "RECORD_TOO_LARGE",
            "Its bytes were too large to keep. Its producer has to send it again, smaller.");

    private final Sql sql;
    private final Outbox outbox;
    private final Audit audit;
    private final SignedIn signedIn;
    private final RegistryAvroCodec<UsageRecorded> wire;
    private final String usageTopic;

    Rejections(Sql sql, Outbox outbox, Audit audit, SignedIn signedIn, Topics topics) {
        this.sql = sql;
        this.outbox = outbox;
        this.audit = audit;
        this.signedIn = signedIn;
        this.wire = topics.wire(Topic.USAGE_RECORDED);
        this.usageTopic = topics.name(Topic.USAGE_RECORDED);
    }

    /** One and its place in the list. */
    record Numbered(long number, RejectedUsage rejection) {}

    /** Newest first, those below the place `before`; null means any reason, account or state. */
    List<Numbered> newestFirst(Filter filter, long before, int limit) {
        StringBuilder where = new StringBuilder("SELECT * FROM rejected_usage WHERE n < ?");
        List<@Nullable Object> arguments = new ArrayList<>(List.of(before));
        if (filter.reason() != null) {
            where.append(" AND reason = ?");
            arguments.add(filter.reason());
        }
        if (filter.account() != null) {
            where.append(" AND account_id = ?");
            arguments.add(filter.account());
        }
        if (filter.replayed() != null) {
            where.append(filter.replayed() ? " AND replayed_at IS NOT NULL" : " AND replayed_at IS NULL");
        }
        where.append(" ORDER BY n DESC LIMIT ").append(limit);
        return sql.list(where.toString(), row -> new Numbered(row.number("n"), read(row)), arguments.toArray());
    }

    /** Which are wanted; null means any. */
    record Filter(
            @Nullable String reason,
            @Nullable String account,
            @Nullable Boolean replayed) {}

    Optional<RejectedUsage> find(String id) {
        return sql.find("SELECT * FROM rejected_usage WHERE rejection_id = ?", this::read, id);
    }

    /**
     * Sends it again.
     *
     * @throws Problem NOT_FOUND; CONFLICT for a rejected command, which is no usage; NOT_REPLAYABLE when a replay
     * would end the same way (R4)
     */
    @Transactional
    public RejectedUsage replay(String id) {
        RejectedUsage rejection = find(id).orElseThrow(Problem::notFound);
        if (!rejection.topic().equals(usageTopic)) {
            throw Problem.of(
                    ProblemCode.CONFLICT, "Only usage is replayed; this record came on " + rejection.topic() + ".");
        }
        String never = NEVER_REPLAYED.get(rejection.reason());
        if (never != null) {
            throw Problem.of(ProblemCode.NOT_REPLAYABLE, never);
        }
        sql.update(
                "UPDATE rejected_usage SET replays = replays + 1, replayed_at = now(), replayed_by = ? WHERE"
                        + " rejection_id = ?",
                signedIn.subject(),
                id);
        outbox.replay(id);
        audit.record(signedIn.subject(), rejection.account(), "usage.replayed", Map.of("rejection", id));
        return find(id).orElseThrow(Problem::notFound);
    }

    private RejectedUsage read(Row row) throws SQLException {
        byte[] key = row.bytesOrNull("record_key");
        byte[] value = row.bytesOrNull("record_value");
        return new RejectedUsage(
                row.text("rejection_id"),
                row.textOrNull("account_id"),
                row.text("reason"),
                row.text("detail"),
                row.text("topic"),
                row.count("partition"),
                row.number("record_offset"),
                row.instant("appended_at"),
                base64(key),
                base64(value),
                event(value),
                row.textOrNull("event_source"),
                row.textOrNull("event_id"),
                row.textOrNull("action"),
                row.numberOrNull("quantity"),
                row.instantOrNull("occurred_at"),
                row.numberOrNull("value_bytes"),
                row.textOrNull("value_sha256"),
                row.countOrNull("expected_partition"),
                row.count("replays"),
                row.instantOrNull("replayed_at"),
                row.textOrNull("replayed_by"));
    }

    /** A convenience for the operator; what cannot be read now is shown as bytes alone. */
    private RejectedUsage.@Nullable Event event(byte @Nullable [] value) {
        try {
            return value == null ? null : RejectedUsage.Event.of(wire.decode(value));
        } catch (MalformedRecordException | RegistryUnavailableException e) {
            return null;
        }
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }
}
