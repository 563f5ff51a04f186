package com.clientmanager.credits.aggregator.credit;

import java.time.Duration;
import java.time.Instant;

/** Whether an event's own time can be believed, judged by the broker's append time and nothing else (R3). */
public enum TimestampPolicy {
    OK,
    /** More than {@link #AHEAD} ahead of its append time. */
    IN_THE_FUTURE,
    /** Older than the lateness window. */
    TOO_LATE;

    /** How far a producer's clock may run ahead. */
    public static final Duration AHEAD = Duration.ofMinutes(5);

    /** Both limits themselves are still OK. */
    public static TimestampPolicy judge(Instant occurredAt, Instant appendedAt, Duration lateness) {
        if (occurredAt.isAfter(appendedAt)) {
            return occurredAt.isAfter(appendedAt.plus(AHEAD)) ? IN_THE_FUTURE : OK;
        }
        return occurredAt.isBefore(appendedAt.minus(lateness)) ? TOO_LATE : OK;
    }
}
