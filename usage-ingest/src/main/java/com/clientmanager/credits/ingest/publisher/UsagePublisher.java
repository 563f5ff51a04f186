package com.clientmanager.credits.ingest.publisher;

import com.clientmanager.credits.ingest.publisher.PublishFailedException.Reason;
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
 * Writes usage events to usage.recorded.v1, keyed by account, and reports when all in-sync replicas have acknowledged
 * them. Events that violate {@link UsageLimits} are not sent.
 *
 * <p>Never blocks: events wait in a bounded buffer for one thread that encodes and sends them. Every future completes
 * within about {@link PublisherSettings#deliveryTimeout()} and a few seconds. Thread-safe; use one instance per
 * process.
 */
public final class UsagePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsagePublisher.class);
    private static final int EVENT_OVERHEAD_BYTES = 100;

    private final Producer<byte[], byte[]> producer;
    private final SchemaRegistryClient registry;
    private final RegistryAvroCodec<UsageRecorded> wire;
    private final String topic;
    private final long maxBytesInFlight;
    private final long deliveryTimeoutNs;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final LinkedBlockingQueue<PendingBatch> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread sender;
    /** Accessed by the sender thread only. */
    private @Nullable Exception immediateFailure;

    /** Creates a publisher without connecting, so that a service starts while Kafka is unavailable. */
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
        this.maxBytesInFlight = settings.maxBytesInFlight();
        this.deliveryTimeoutNs = settings.deliveryTimeout().toNanos();
        this.sender = Thread.ofPlatform().name("usage-publisher").daemon().start(this::sendUntilClosed);
    }

    /** Publishes one event. The future completes on acknowledgement, or with {@link PublishFailedException}. */
    public CompletableFuture<Void> publish(UsageRecorded event) {
        return publishAll(Collections.singletonList(event));
    }

    /**
     * Publishes events together: all valid ones or, if the buffer is full, none. The future completes when all are
     * acknowledged, or with {@link PublishFailedException} once the outcome of each is known. An invalid event does not
     * prevent the others from being sent. If events failed for several reasons, the future reports the first retriable
     * one, and {@link Reason#INVALID_EVENT} only if there is none.
     */
    public CompletableFuture<Void> publishAll(List<UsageRecorded> events) {
        if (closed.get()) {
            return CompletableFuture.failedFuture(closedFailure());
        }
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<UsageRecorded> valid = new ArrayList<>(events.size());
        PublishFailedException invalid = EventValidator.validate(events, valid);
        if (valid.isEmpty() && invalid != null) {
            return CompletableFuture.failedFuture(invalid);
        }
        long bytes = bytesOf(valid);
        if (bytesInFlight.addAndGet(bytes) > maxBytesInFlight) {
            bytesInFlight.addAndGet(-bytes);
            return CompletableFuture.failedFuture(
                    new PublishFailedException(Reason.TOO_MUCH_IN_FLIGHT, "too many bytes in flight", null));
        }
        PendingBatch batch =
                new PendingBatch(valid, invalid, bytes, System.nanoTime() + deliveryTimeoutNs, bytesInFlight);
        queue.add(batch);
        if (closed.get() && !sender.isAlive()) {
            failQueued(closedFailure());
        }
        return batch.done();
    }

    /** Estimated bytes not acknowledged yet; never exceeds the setting. */
    public long bytesInFlight() {
        return bytesInFlight.get();
    }

    /**
     * The id of the schema, requested from the registry unless cached. Blocks.
     *
     * @throws RegistryUnavailableException if the registry cannot provide it
     */
    public int schemaId() {
        return wire.schemaId();
    }

    /**
     * Accepts no more events, waits until each pending one is acknowledged or has failed, and closes the producer.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            sender.join(TimeUnit.NANOSECONDS.toMillis(deliveryTimeoutNs) + 5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        failQueued(closedFailure());
        try {
            registry.close();
        } catch (IOException e) {
            LOG.warn("Closing the registry client failed: {}", e.toString());
        }
    }

    private void sendUntilClosed() {
        while (true) {
            try {
                PendingBatch batch = queue.poll(100, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    send(batch);
                } else if (closed.get()) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Unexpected error in the usage publisher; it continues", e);
            }
        }
    }

    private void send(PendingBatch batch) {
        if (batch.isExpired(System.nanoTime())) {
            batch.failFrom(
                    0,
                    new PublishFailedException(
                            Reason.KAFKA_UNAVAILABLE, "delivery timeout expired while waiting to be sent", null));
            return;
        }
        List<UsageRecorded> events = batch.events();
        for (int i = 0; i < events.size(); i++) {
            try {
                sendOne(events.get(i), batch);
            } catch (PublishFailedException e) {
                if (e.reason() == Reason.INVALID_EVENT) {
                    batch.failOne(e);
                    continue;
                }
                // Drained before the first future fails: what is published in response to that is tried anew.
                List<PendingBatch> others = drainQueue();
                batch.failFrom(i, e);
                others.forEach(other -> other.failFrom(0, e));
                return;
            }
        }
    }

    /** Throws immediate failures; asynchronous ones go to the batch. */
    private void sendOne(UsageRecorded event, PendingBatch batch) {
        ProducerRecord<byte[], byte[]> message = message(event);
        immediateFailure = null;
        try {
            var unused = producer.send(message, (written, failure) -> {
                if (failure == null) {
                    batch.acknowledgeOne();
                } else if (Thread.currentThread() == sender) {
                    // Missing metadata fails within send(), after MAX_BLOCK_MS at most.
                    immediateFailure = failure;
                } else {
                    batch.failOne(failureOf(failure));
                }
            });
        } catch (RuntimeException e) {
            throw failureOf(e);
        }
        if (immediateFailure != null) {
            throw failureOf(immediateFailure);
        }
    }

    private ProducerRecord<byte[], byte[]> message(UsageRecorded event) {
        try {
            byte[] key = event.getAccount().getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(topic, key, wire.encode(event));
        } catch (RegistryUnavailableException e) {
            throw new PublishFailedException(Reason.REGISTRY_UNAVAILABLE, "the schema registry is unavailable", e);
        } catch (RuntimeException e) {
            // It was valid when it was published: the caller has changed it since.
            throw new PublishFailedException(
                    Reason.INVALID_EVENT, "the event cannot be encoded: a field is missing", e);
        }
    }

    private void failQueued(PublishFailedException cause) {
        drainQueue().forEach(batch -> batch.failFrom(0, cause));
    }

    /** Batches queued behind a failed one fail with it, instead of each waiting for its own timeout. */
    private List<PendingBatch> drainQueue() {
        List<PendingBatch> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        return waiting;
    }

    private static PublishFailedException failureOf(Exception cause) {
        if (cause instanceof RecordTooLargeException) {
            return new PublishFailedException(Reason.INVALID_EVENT, "the event is too large for the topic", cause);
        }
        return new PublishFailedException(
                Reason.KAFKA_UNAVAILABLE, "Kafka did not acknowledge the event: " + cause.getMessage(), cause);
    }

    private static PublishFailedException closedFailure() {
        return new PublishFailedException(Reason.CLOSED, "the publisher is closed", null);
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
