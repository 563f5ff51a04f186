package com.clientmanager.credits.ingest.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.ingest.publisher.PublishFailedException.Reason;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R4: what every reader would reject is refused before it is sent, and keeps nothing else from the log. */
class InvalidEventsTest {
    private final AtomicReference<Runnable> onNextSend = new AtomicReference<>(() -> {});
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<byte[], byte[]> message, Callback callback) {
                    onNextSend.getAndSet(() -> {}).run();
                    return super.send(message, callback);
                }
            };
    private UsagePublisher publisher;

    @BeforeEach
    void open() throws Exception {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        registry.register(Topic.USAGE_RECORDED.subject(""), new AvroSchema(Topic.USAGE_RECORDED.schema()));
        publisher = new UsagePublisher(
                new PublisherSettings("unused:1", "unused", "", 10_000, Duration.ofSeconds(2)), kafka, registry);
    }

    @AfterEach
    void close() {
        acknowledgeAll();
        publisher.close();
    }

    @Test
    void what_is_beyond_a_limit_is_refused_before_it_is_sent_with_code_and_field() {
        assertInvalid(usage -> usage.setAccount("a".repeat(9_000)), "event 0: FIELD_TOO_LONG account: ");
        assertInvalid(usage -> usage.setAccount("a".repeat(50_000)), "event 0: FIELD_TOO_LONG account: ");
        assertInvalid(usage -> usage.setUser("\0"), "event 0: FIELD_INVALID user: ");
        assertInvalid(usage -> usage.setId("\ud800"), "event 0: FIELD_INVALID id: ");
        assertInvalid(usage -> usage.setQuantity(1L << 53), "event 0: QUANTITY_TOO_LARGE quantity: ");
        assertInvalid(usage -> usage.setQuantity(0), "event 0: QUANTITY_NOT_POSITIVE quantity: ");
        assertInvalid(usage -> usage.setQuantity(-1), "event 0: QUANTITY_NOT_POSITIVE quantity: ");
        assertInvalid(
                usage -> usage.setOccurredAt(Instant.parse("+10000-01-01T00:00:00Z")),
                "event 0: FIELD_INVALID occurredAt: ");
        assertInvalid(usage -> usage.setHoldId("h".repeat(256)), "event 0: FIELD_TOO_LONG holdId: ");
        assertInvalid(usage -> usage.setAction("credits.tick"), "event 0: FIELD_INVALID action: ");
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void a_null_fails_the_future_and_neither_throws_nor_stays_in_flight() {
        assertInvalid(usage -> usage.setSource(null), "event 0: FIELD_INVALID source: ");
        assertInvalid(usage -> usage.setAccount(null), "event 0: FIELD_INVALID account: ");
        assertInvalid(usage -> usage.setDimensions(null), "event 0: FIELD_INVALID dimensions: ");
        assertInvalid(
                usage -> usage.setDimensions(Collections.singletonMap("d", null)),
                "event 0: FIELD_INVALID dimensions: ");
        assertInvalid(
                usage -> usage.setDimensions(Collections.singletonMap(null, "v")),
                "event 0: FIELD_INVALID dimensions: ");
        assertInvalid(usage -> usage.put("occurredAt", null), "event 0: FIELD_INVALID occurredAt: ");
        assertFailed(publisher.publish(null), Reason.INVALID_EVENT, "event 0: FIELD_INVALID: ");
        assertFailed(publisher.publishAll(Arrays.asList(null, null)), Reason.INVALID_EVENT, "event 0: FIELD_INVALID: ");
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void an_invalid_event_does_not_prevent_the_rest_of_its_batch_from_being_sent() {
        UsageRecorded invalid = usage("2");
        invalid.setUser("\0");
        CompletableFuture<Void> done = publisher.publishAll(Arrays.asList(usage("1"), invalid, usage("3"), null));

        await(() -> kafka.history().size() == 2);
        assertThat(done).isNotDone();
        acknowledgeAll();

        assertFailed(done, Reason.INVALID_EVENT, "event 1: FIELD_INVALID user: ");
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void a_retriable_reason_takes_precedence_over_an_invalid_event() {
        UsageRecorded invalid = usage("1");
        invalid.setUser("\0");
        CompletableFuture<Void> done = publisher.publishAll(List.of(invalid, usage("2")));

        await(() -> kafka.history().size() == 1);
        kafka.errorNext(new NotEnoughReplicasException("no"));

        assertFailed(done, Reason.KAFKA_UNAVAILABLE, "Kafka did not acknowledge the event");
    }

    @Test
    void an_event_that_the_broker_finds_too_large_is_invalid_and_not_an_outage() {
        CompletableFuture<Void> done = publisher.publishAll(List.of(usage("1"), usage("2")));

        await(() -> kafka.history().size() == 2);
        kafka.errorNext(new RecordTooLargeException("the topic takes less"));
        kafka.completeNext();

        assertFailed(done, Reason.INVALID_EVENT, "the event is too large for the topic");
    }

    @Test
    void an_event_that_the_client_finds_too_large_keeps_none_behind_it_from_the_log() {
        onNextSend.set(() -> {
            throw new RecordTooLargeException("the client takes less");
        });
        CompletableFuture<Void> done = publisher.publishAll(List.of(usage("1"), usage("2"), usage("3")));

        await(() -> kafka.history().size() == 2);
        acknowledgeAll();

        assertFailed(done, Reason.INVALID_EVENT, "the event is too large for the topic");
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void an_event_that_its_caller_spoils_after_the_check_fails_alone() {
        UsageRecorded spoilt = usage("2");
        onNextSend.set(() -> spoilt.setAccount(null));
        CompletableFuture<Void> done = publisher.publishAll(List.of(usage("1"), spoilt, usage("3")));

        await(() -> kafka.history().size() == 2);
        acknowledgeAll();

        assertFailed(done, Reason.INVALID_EVENT, "the event cannot be encoded");
        assertThat(publisher.bytesInFlight()).isZero();
    }

    private void assertInvalid(Consumer<UsageRecorded> change, String message) {
        UsageRecorded event = usage("1");
        change.accept(event);
        assertFailed(publisher.publish(event), Reason.INVALID_EVENT, message);
        assertThat(publisher.bytesInFlight()).isZero();
    }

    private static void assertFailed(CompletableFuture<Void> done, Reason reason, String message) {
        assertThatThrownBy(() -> done.orTimeout(30, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .hasMessageStartingWith(message)
                .isInstanceOfSatisfying(
                        PublishFailedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void acknowledgeAll() {
        while (!kafka.closed() && kafka.completeNext()) {
            // each completes one
        }
    }

    private static void await(java.util.function.BooleanSupplier until) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!until.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static UsageRecorded usage(String id) {
        return new UsageRecorded(
                "/crm/sms", id, "acct-1", "sms.send", 3L, null, Map.of(), Instant.ofEpochMilli(5), null, false);
    }
}
