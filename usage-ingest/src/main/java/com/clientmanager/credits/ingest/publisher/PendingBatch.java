package com.clientmanager.credits.ingest.publisher;

import com.clientmanager.credits.ingest.publisher.PublishFailedException.Reason;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Events of one publish call that are not all acknowledged yet, and the future of that call. */
final class PendingBatch {
    private final List<UsageRecorded> events;
    private final long bytes;
    private final long deadlineNs;
    private final AtomicLong bytesInFlight;
    private final AtomicInteger pending;
    private final AtomicReference<@Nullable PublishFailedException> firstFailure = new AtomicReference<>();
    private final AtomicReference<@Nullable PublishFailedException> firstInvalid;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** {@code invalid} is the error of an event of the same call that was not sent; null if all were valid. */
    PendingBatch(
            List<UsageRecorded> events,
            @Nullable PublishFailedException invalid,
            long bytes,
            long deadlineNs,
            AtomicLong bytesInFlight) {
        this.firstInvalid = new AtomicReference<>(invalid);
        this.events = events;
        this.bytes = bytes;
        this.deadlineNs = deadlineNs;
        this.bytesInFlight = bytesInFlight;
        this.pending = new AtomicInteger(events.size());
    }

    List<UsageRecorded> events() {
        return events;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    boolean isExpired(long nowNs) {
        return nowNs - deadlineNs > 0;
    }

    void acknowledgeOne() {
        complete(1);
    }

    void failOne(PublishFailedException cause) {
        record(cause);
        complete(1);
    }

    /** Fails the events from {@code first} on, which were never sent. */
    void failFrom(int first, PublishFailedException cause) {
        record(cause);
        complete(events.size() - first);
    }

    private void record(PublishFailedException cause) {
        (cause.reason() == Reason.INVALID_EVENT ? firstInvalid : firstFailure).compareAndSet(null, cause);
    }

    private void complete(int count) {
        if (pending.addAndGet(-count) != 0) {
            return;
        }
        bytesInFlight.addAndGet(-bytes);
        // Retriable errors take precedence: a caller does not retry an invalid event.
        PublishFailedException failure = firstFailure.get() == null ? firstInvalid.get() : firstFailure.get();
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
