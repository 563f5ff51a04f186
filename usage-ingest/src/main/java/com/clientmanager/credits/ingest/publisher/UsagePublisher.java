package com.clientmanager.credits.ingest.publisher;

import com.clientmanager.credits.ingest.publisher.PublishFailed.Reason;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes usage events to usage.recorded.v1, keyed by account, and reports of each whether all in-sync
 * replicas have it. An event beyond {@link UsageLimits} is not sent.
 *
 * <p>No call blocks: events wait in a bounded buffer for one thread that encodes and sends them. Whatever happens, the
 * future of each event completes within about {@link PublisherSettings#giveUpAfter()} and a few seconds. Safe for any
 * number of threads; make one for the process.
 */
public final class UsagePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsagePublisher.class);
    private static final int EVENT_OVERHEAD_BYTES = 100;

    private final Producer<byte[], byte[]> producer;
    private final SchemaRegistryClient registry;
    private final RegistryAvroCodec<UsageRecorded> wire;
    private final String topic;
    private final long mostBytesInFlight;
    private final long giveUpAfterNs;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final LinkedBlockingQueue<Parcel> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread sender;
    /** Only the sender touches it. */
    private @Nullable Exception refusedAtOnce;

    /** A publisher for {@code settings}; nothing is called yet, so that a service starts while Kafka is away. */
    public static UsagePublisher open(PublisherSettings settings) {
        return new UsagePublisher(
                settings,
                new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer()),
                Registry.connect(settings.registryUrl()));
    }

    UsagePublisher(PublisherSettings settings, Producer<byte[], byte[]> producer, SchemaRegistryClient registry) {
        this.producer = producer;
        this.registry = registry;
        this.wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, settings.topicPrefix());
        this.topic = Topic.USAGE_RECORDED.topicName(settings.topicPrefix());
        this.mostBytesInFlight = settings.mostBytesInFlight();
        this.giveUpAfterNs = settings.giveUpAfter().toNanos();
        this.sender = Thread.ofPlatform().name("usage-publisher").daemon().start(this::sendUntilClosed);
    }

    /** Hands one event over. The future completes when all in-sync replicas have it, or with {@link PublishFailed}. */
    public CompletableFuture<Void> publish(UsageRecorded event) {
        return publishAll(Collections.singletonList(event));
    }

    /**
     * Hands events over together: all that are fit are taken or, when too much is in flight, none. The future completes
     * when all of them are acknowledged, or with {@link PublishFailed} once the outcome of each is known. An unfit
     * event does not keep the others from being sent. If events failed for several reasons, the future has the first
     * one that sending again may mend, and {@link Reason#UNFIT_EVENT} only if there is none.
     */
    public CompletableFuture<Void> publishAll(List<UsageRecorded> events) {
        if (closed.get()) {
            return CompletableFuture.failedFuture(closedFailure());
        }
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<UsageRecorded> fit = new ArrayList<>(events.size());
        PublishFailed unfit = FitEvents.select(events, fit);
        if (fit.isEmpty() && unfit != null) {
            return CompletableFuture.failedFuture(unfit);
        }
        long bytes = bytesOf(fit);
        if (bytesInFlight.addAndGet(bytes) > mostBytesInFlight) {
            bytesInFlight.addAndGet(-bytes);
            return CompletableFuture.failedFuture(
                    new PublishFailed(Reason.TOO_MUCH_IN_FLIGHT, "too many bytes are on their way to the log", null));
        }
        Parcel parcel = new Parcel(fit, unfit, bytes, System.nanoTime() + giveUpAfterNs, bytesInFlight);
        queue.add(parcel);
        if (closed.get() && !sender.isAlive()) {
            failQueued(closedFailure());
        }
        return parcel.done();
    }

    /** Bytes handed over and not yet acknowledged; an estimate that never exceeds the setting. */
    public long bytesInFlight() {
        return bytesInFlight.get();
    }

    /**
     * Asks the registry for the schema's id unless it is known, and so tells whether an event could be encoded now.
     * Blocks.
     *
     * @throws RegistryUnavailableException when it could not
     */
    public int schemaId() {
        return wire.schemaId();
    }

    /**
     * Takes no more events, waits until each one that was handed over is acknowledged or has failed, and lets go of
     * Kafka.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            sender.join(TimeUnit.NANOSECONDS.toMillis(giveUpAfterNs) + 5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        failQueued(closedFailure());
        try {
            registry.close();
        } catch (IOException e) {
            LOG.warn("closing the registry client failed: {}", e.toString());
        }
    }

    private void sendUntilClosed() {
        while (true) {
            try {
                Parcel parcel = queue.poll(100, TimeUnit.MILLISECONDS);
                if (parcel != null) {
                    send(parcel);
                } else if (closed.get()) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the usage publisher goes on after an unexpected failure", e);
            }
        }
    }

    private void send(Parcel parcel) {
        if (parcel.isTooOld(System.nanoTime())) {
            parcel.failFrom(0, new PublishFailed(Reason.LOG_UNAVAILABLE, "waited too long for the log", null));
            return;
        }
        List<UsageRecorded> events = parcel.events();
        for (int i = 0; i < events.size(); i++) {
            try {
                sendOne(events.get(i), parcel);
            } catch (PublishFailed e) {
                if (e.reason() == Reason.UNFIT_EVENT) {
                    parcel.failedOne(e);
                    continue;
                }
                // Taken out before the first of them fails: what is published in answer to that is tried afresh.
                List<Parcel> behind = queued();
                parcel.failFrom(i, e);
                behind.forEach(other -> other.failFrom(0, e));
                return;
            }
        }
    }

    /** Throws what is known at once; what the broker says later goes to the parcel. */
    private void sendOne(UsageRecorded event, Parcel parcel) {
        ProducerRecord<byte[], byte[]> message = message(event);
        refusedAtOnce = null;
        try {
            var unused = producer.send(message, (written, failure) -> {
                if (failure == null) {
                    parcel.acknowledgedOne();
                } else if (Thread.currentThread() == sender) {
                    // A client that has no metadata says so within send, after MAX_BLOCK_MS at most.
                    refusedAtOnce = failure;
                } else {
                    parcel.failedOne(failureOf(failure));
                }
            });
        } catch (RuntimeException e) {
            throw failureOf(e);
        }
        if (refusedAtOnce != null) {
            throw failureOf(refusedAtOnce);
        }
    }

    private ProducerRecord<byte[], byte[]> message(UsageRecorded event) {
        try {
            byte[] key = event.getAccount().getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(topic, key, wire.encode(event));
        } catch (RegistryUnavailableException e) {
            throw new PublishFailed(Reason.REGISTRY_UNAVAILABLE, "the schema registry cannot be asked", e);
        } catch (RuntimeException e) {
            // It was fit when it was handed over: its caller has changed it since.
            throw new PublishFailed(Reason.UNFIT_EVENT, "the event cannot be encoded: a field is missing", e);
        }
    }

    private void failQueued(PublishFailed why) {
        queued().forEach(parcel -> parcel.failFrom(0, why));
    }

    /** Those behind a parcel that was stopped: they learn now, of the same reason, instead of one after the other. */
    private List<Parcel> queued() {
        List<Parcel> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        return waiting;
    }

    private static PublishFailed failureOf(Exception cause) {
        if (cause instanceof RecordTooLargeException) {
            return new PublishFailed(Reason.UNFIT_EVENT, "the event is too large for the log", cause);
        }
        return new PublishFailed(
                Reason.LOG_UNAVAILABLE, "the log did not acknowledge the event: " + cause.getMessage(), cause);
    }

    private static PublishFailed closedFailure() {
        return new PublishFailed(Reason.CLOSED, "the publisher is closed", null);
    }

    private static long bytesOf(List<UsageRecorded> events) {
        long bytes = 0;
        for (UsageRecorded event : events) {
            bytes += bytesOf(event);
        }
        return bytes;
    }

    private static long bytesOf(UsageRecorded event) {
        long bytes = EVENT_OVERHEAD_BYTES;
        bytes += length(event.getSource()) + length(event.getId()) + length(event.getAccount());
        bytes += length(event.getAction()) + length(event.getUser());
        for (var label : event.getDimensions().entrySet()) {
            bytes += length(label.getKey()) + length(label.getValue());
        }
        return bytes;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
