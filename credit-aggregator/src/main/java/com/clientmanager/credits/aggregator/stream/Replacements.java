package com.clientmanager.credits.aggregator.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Says how often a failed thread is replaced: a few times within a while, each after a longer pause, then no more. What
 * fails time after time is a defect that no new thread mends, and it must be seen.
 */
final class Replacements {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final int atMost;
    private final Duration within;
    private final LongSupplier nanoTime;
    private final Deque<Long> failures = new ArrayDeque<>();

    Replacements(AggregatorConfig.Failures allowed, LongSupplier nanoTime) {
        this.atMost = allowed.atMost();
        this.within = allowed.within();
        this.nanoTime = nanoTime;
    }

    /** Notes a failure; true when it is one too many. */
    synchronized boolean areExhausted() {
        long now = nanoTime.getAsLong();
        while (!failures.isEmpty() && now - failures.getFirst() > within.toNanos()) {
            failures.removeFirst();
        }
        failures.addLast(now);
        return failures.size() > atMost;
    }

    /** How long to wait before the next replacement; doubles with each failure that counts. */
    synchronized Duration pause() {
        int doublings = Math.min(20, Math.max(0, failures.size() - 1));
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
