package com.clientmanager.credits.auditor.source;

import java.util.Map;
import java.util.function.Consumer;

/** Committed records of the topics. */
public interface TopicSource {
    /** By partition, up to where the engine has processed the topic. */
    Map<Integer, Long> processed(String topic);

    /** The first offset of each partition that still has its records. */
    Map<Integer, Long> firstOffsets(String topic);

    /** When an end is asked for: what is live is read between the two. */
    enum Moment {
        BEFORE_LIVE,
        AFTER_LIVE
    }

    /** Where each partition ends now. */
    Map<Integer, Long> endOffsets(String topic, Moment now);

    /**
     * Reads from the beginning, but no further than {@code ends} where it names a partition, in partition order.
     *
     * @return how many records
     */
    long read(String topic, Map<Integer, Long> ends, Consumer<RawRecord> each);
}
