package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record as it was polled.
 *
 * @param record what the bytes say, or null where they cannot be read
 * @param unreadable why not, or null
 */
@SuppressWarnings("ArrayRecordComponent") // records are read, stored and dropped, never compared
record Polled(
        Place place,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable SpecificRecord record,
        @Nullable String unreadable) {

    static Polled readable(Place place, long offset, byte @Nullable [] key, byte[] value, SpecificRecord record) {
        return new Polled(place, offset, key, value, record, null);
    }

    static Polled unreadable(Place place, long offset, byte @Nullable [] key, byte @Nullable [] value, String why) {
        return new Polled(place, offset, key, value, null, why);
    }

    /** As topic-partition-offset, which an operator can look up. */
    String name() {
        return place.name() + "-" + offset;
    }
}
