package com.clientmanager.credits.billing.rejected;

import com.clientmanager.credits.schemas.UsageRecorded;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage that could not be charged, whole (R4).
 *
 * @param id topic-partition-offset of the original record
 * @param reason code, for example NO_PRICE or UNKNOWN_ACCOUNT
 * @param appendedAt when the log got it: the now of the time gate (R3)
 * @param key the original key in base64
 * @param value the original bytes in base64
 * @param event what the bytes say, where they can be read
 * @param source the event's source as the engine read it; so are eventId (the event's id), action, quantity and
 * occurredAt
 * @param valueBytes size of the original value
 * @param valueSha256 in hexadecimal digits, of a value that was too large to keep (RECORD_TOO_LARGE)
 * @param expectedPartition where the key belongs, when the record came from another partition
 * @param replays how often it was sent again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectedUsage(
        String id,
        @Nullable String account,
        String reason,
        String detail,
        String topic,
        int partition,
        long offset,
        Instant appendedAt,
        @Nullable String key,
        @Nullable String value,
        @Nullable Event event,
        @Nullable String source,
        @Nullable String eventId,
        @Nullable String action,
        @Nullable Long quantity,
        @Nullable Instant occurredAt,
        @Nullable Long valueBytes,
        @Nullable String valueSha256,
        @Nullable Integer expectedPartition,
        int replays,
        @Nullable Instant replayedAt,
        @Nullable String replayedBy) {

    /** The usage event as sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            String source,
            String id,
            String account,
            String action,
            long quantity,
            @Nullable String user,
            Map<String, String> dimensions,
            Instant occurredAt) {
        static Event of(UsageRecorded usage) {
            return new Event(
                    usage.getSource(),
                    usage.getId(),
                    usage.getAccount(),
                    usage.getAction(),
                    usage.getQuantity(),
                    usage.getUser(),
                    usage.getDimensions(),
                    usage.getOccurredAt());
        }
    }
}
