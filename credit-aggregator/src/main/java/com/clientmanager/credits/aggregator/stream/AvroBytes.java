package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.stream.store.GrowingBytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding behind Confluent's header, for records whose fields are written by hand, in the schema's
 * order.
 */
final class AvroBytes extends GrowingBytes {
    private static final int NULL = 0;
    private static final int PRESENT = 1;

    void start(int schemaId) {
        restart();
        putByte(0);
        for (int shift = 24; shift >= 0; shift -= 8) {
            putByte(schemaId >>> shift);
        }
    }

    void putTime(Instant time) {
        putLong(time.toEpochMilli());
    }

    /** An array of nothing; also the end of an array of something. */
    void putEnd() {
        putLong(0);
    }

    /** A branch of a union with null: whether something follows. */
    void putPresence(boolean present) {
        putLong(present ? PRESENT : NULL);
    }

    void putTextOrNull(@Nullable String text) {
        putPresence(text != null);
        if (text != null) {
            putText(text);
        }
    }

    void putTimeOrNull(@Nullable Instant time) {
        putPresence(time != null);
        if (time != null) {
            putTime(time);
        }
    }

    void putLongOrNull(boolean present, long value) {
        putPresence(present);
        if (present) {
            putLong(value);
        }
    }
}
