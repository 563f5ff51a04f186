package com.clientmanager.credits.aggregator.stream.bundle;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A header that carries records as objects; it never leaves the process, so that its bytes mean nothing. */
abstract sealed class Bundle implements Header permits InputBundle, OutputBundle {
    /** Key and value of the record around a bundle. */
    static final byte[] NOTHING = {};

    private static final String KEY = "bundle";

    /** The bundle in {@code headers}; null where there is none. A producer's header of that name is none. */
    static @Nullable Bundle of(Headers headers) {
        return headers.lastHeader(KEY) instanceof Bundle bundle ? bundle : null;
    }

    /** The headers of the record that stands for this bundle. */
    final Headers alone() {
        return new RecordHeaders(new Header[] {this});
    }

    @Override
    public final String key() {
        return KEY;
    }

    @Override
    public final byte[] value() {
        return NOTHING;
    }
}
