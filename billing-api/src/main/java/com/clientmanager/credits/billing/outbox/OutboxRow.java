package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.schemas.Topic;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One record that is still to be sent.
 *
 * @param header what a RAW record replays, or null
 * @param partition where it must go, or null to follow the key
 */
@SuppressWarnings("ArrayRecordComponent") // rows are read, sent and dropped, never compared
record OutboxRow(
        long id,
        Topic topic,
        Kind kind,
        byte @Nullable [] key,
        byte @Nullable [] payload,
        @Nullable String header,
        @Nullable Integer partition) {

    enum Kind {
        AVRO,
        RAW
    }

    /** The account or action that it is about, for people. */
    String name() {
        return key == null ? "without a key" : new String(key, StandardCharsets.UTF_8);
    }

    byte[] payloadOrEmpty() {
        return payload == null ? new byte[0] : payload;
    }
}
