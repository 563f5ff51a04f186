package com.clientmanager.credits.auditor.source;

import org.jspecify.annotations.Nullable;

/**
 * A record as it is on its topic.
 *
 * @param topic with its prefix
 * @param timestampMs the broker's or the writer's stamp, as the topic has it
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes as they came; no two of these are compared
public record RawRecord(
        String topic, int partition, long offset, long timestampMs, byte @Nullable [] key, byte @Nullable [] value) {
    public String place() {
        return topic + "-" + partition + "-" + offset;
    }
}
