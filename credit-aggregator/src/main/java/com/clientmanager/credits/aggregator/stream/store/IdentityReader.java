package com.clientmanager.credits.aggregator.stream.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ahead, in a thread of its own, what an instance's standbys remember: a task that takes over then works at once
 * instead of first reading every identity, which takes a second for each three million. One for each instance.
 */
public final class IdentityReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityReader.class);
    /** A run takes some 30 to 100 ms: whoever works has more than half of the core. */
    private static final Duration BETWEEN_RUNS = Duration.ofMillis(100);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Set<IdentityStore> stores = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("credits-identities").daemon().factory());

    /** Begins to look for what the standbys have received. */
    public void start() {
        again(BETWEEN_LOOKS);
    }

    private void again(Duration pause) {
        try {
            var unused = timer.schedule(
                    () -> again(readOne() ? BETWEEN_RUNS : BETWEEN_LOOKS), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("No more identities are read ahead");
        }
    }

    void add(IdentityStore store) {
        stores.add(store);
    }

    void remove(IdentityStore store) {
        stores.remove(store);
    }

    /**
     * Leaves cores and locks to a task that wants to work: nothing is begun until {@link #goOn} was called as often.
     */
    void standAside() {
        waiting.incrementAndGet();
    }

    void goOn() {
        waiting.decrementAndGet();
    }

    /** Reads one run, if there is one to read and nobody waits. */
    boolean readOne() {
        for (IdentityStore store : stores) {
            try {
                if (waiting.get() == 0 && store.readAhead()) {
                    return true;
                }
            } catch (RuntimeException e) {
                // The task that takes over reads it itself, and fails loudly where that cannot be done.
                LOG.debug("Could not read identities ahead: {}", e.toString());
            }
        }
        return false;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
