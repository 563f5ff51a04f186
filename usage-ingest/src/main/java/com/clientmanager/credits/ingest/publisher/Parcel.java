package com.clientmanager.credits.ingest.publisher;

import com.clientmanager.credits.schemas.UsageRecorded;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Events that were handed over together, and the one answer that their caller waits for. */
final class Parcel {
    private final List<UsageRecorded> events;
    private final long bytes;
    private final long deadlineNs;
    private final AtomicLong bytesInFlight;
    private final AtomicInteger open;
    private final AtomicReference<@Nullable PublishFailed> firstFailure = new AtomicReference<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Parcel(List<UsageRecorded> events, long bytes, long deadlineNs, AtomicLong bytesInFlight) {
        this.events = events;
        this.bytes = bytes;
        this.deadlineNs = deadlineNs;
        this.bytesInFlight = bytesInFlight;
        this.open = new AtomicInteger(events.size());
    }

    List<UsageRecorded> events() {
        return events;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    boolean isTooOld(long nowNs) {
        return nowNs - deadlineNs > 0;
    }

    void acknowledgedOne() {
        settle(1);
    }

    void failedOne(PublishFailed why) {
        firstFailure.compareAndSet(null, why);
        settle(1);
    }

    /** The events from {@code first} on were never sent. */
    void failFrom(int first, PublishFailed why) {
        firstFailure.compareAndSet(null, why);
        settle(events.size() - first);
    }

    private void settle(int count) {
        if (open.addAndGet(-count) != 0) {
            return;
        }
        bytesInFlight.addAndGet(-bytes);
        PublishFailed failure = firstFailure.get();
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
