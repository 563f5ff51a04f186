package com.clientmanager.credits.ingest.publisher;

import com.clientmanager.credits.ingest.publisher.PublishFailed.Reason;
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
    private final AtomicReference<@Nullable PublishFailed> firstUnfit;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** {@code unfit} is why an event that was handed over with these is not among them. */
    Parcel(
            List<UsageRecorded> events,
            @Nullable PublishFailed unfit,
            long bytes,
            long deadlineNs,
            AtomicLong bytesInFlight) {
        this.firstUnfit = new AtomicReference<>(unfit);
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
        note(why);
        settle(1);
    }

    /** The events from {@code first} on were never sent. */
    void failFrom(int first, PublishFailed why) {
        note(why);
        settle(events.size() - first);
    }

    private void note(PublishFailed why) {
        (why.reason() == Reason.UNFIT_EVENT ? firstUnfit : firstFailure).compareAndSet(null, why);
    }

    private void settle(int count) {
        if (open.addAndGet(-count) != 0) {
            return;
        }
        bytesInFlight.addAndGet(-bytes);
        // A reason that passes comes first: a caller gives up on what is unfit.
        PublishFailed failure = firstFailure.get() == null ? firstUnfit.get() : firstFailure.get();
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
