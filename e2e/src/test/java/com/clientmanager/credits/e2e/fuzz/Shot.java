package com.clientmanager.credits.e2e.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record to send.
 *
 * @param kind for the summary
 * @param partition null: the one that the key belongs to
 * @param compressed sent in a compressed batch
 */
record Shot(
        String kind,
        String topic,
        @Nullable Integer partition,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        boolean compressed,
        Expected expected) {

    static Shot of(String kind, String topic, byte @Nullable [] key, byte @Nullable [] value, Expected expected) {
        return new Shot(kind, topic, null, key, value, List.of(), false, expected);
    }

    static byte[] key(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    Shot on(int chosen) {
        return new Shot(kind, topic, chosen, key, value, headers, compressed, expected);
    }

    Shot with(List<Header> added) {
        return new Shot(kind, topic, partition, key, value, added, compressed, expected);
    }

    Shot inCompressedBatch() {
        return new Shot(kind, topic, partition, key, value, headers, true, expected);
    }
}
