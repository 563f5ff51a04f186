package com.clientmanager.credits.ingest.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.ingest.publisher.PublishFailedException.Reason;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsagePublisherTest {
    private static final PublisherSettings SETTINGS =
            new PublisherSettings("unused:1", "unused", "", 10_000, Duration.ofSeconds(2));

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private MockProducer<byte[], byte[]> kafka;
    private UsagePublisher publisher;

    @BeforeEach
    void open() throws Exception {
        registry.register(Topic.USAGE_RECORDED.subject(""), new AvroSchema(Topic.USAGE_RECORDED.schema()));
        open(false);
    }

    @AfterEach
    void close() {
        acknowledgeWhatIsLeft();
        publisher.close();
    }

    @Test
    void an_event_is_published_when_the_log_acknowledges_it_and_not_before() {
        CompletableFuture<Void> done = publisher.publish(usage("1"));

        await(() -> kafka.history().size() == 1);
        assertThat(done).isNotDone();
        assertThat(publisher.bytesInFlight()).isPositive();
        kafka.completeNext();

        assertThat(done.join()).isNull();
        assertThat(publisher.bytesInFlight()).isZero();
        assertThat(new String(kafka.history().getFirst().key(), StandardCharsets.UTF_8))
                .isEqualTo("acct-1");
        assertThat(kafka.history().getFirst().topic()).isEqualTo("usage.recorded.v1");
    }

    @Test
    void one_event_that_the_log_does_not_take_fails_its_batch_once_all_are_known() {
        CompletableFuture<Void> done = publisher.publishAll(List.of(usage("1"), usage("2"), usage("3")));

        await(() -> kafka.history().size() == 3);
        kafka.completeNext();
        kafka.errorNext(new NotEnoughReplicasException("one replica is left"));
        assertThat(done).isNotDone();
        kafka.completeNext();

        assertFailed(done, Reason.KAFKA_UNAVAILABLE);
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void each_caller_learns_of_its_own_events_only() {
        CompletableFuture<Void> first = publisher.publish(usage("1"));
        CompletableFuture<Void> second = publisher.publish(usage("2"));

        await(() -> kafka.history().size() == 2);
        kafka.errorNext(new NotEnoughReplicasException("no"));
        kafka.completeNext();

        assertFailed(first, Reason.KAFKA_UNAVAILABLE);
        assertThat(second.join()).isNull();
    }

    @Test
    void what_does_not_fit_into_the_buffer_is_refused_at_once_and_whole() {
        List<UsageRecorded> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add(usage("m" + i));
        }
        CompletableFuture<Void> first = publisher.publishAll(many);
        CompletableFuture<Void> second = publisher.publishAll(many);

        assertFailed(second, Reason.TOO_MUCH_IN_FLIGHT);
        await(() -> kafka.history().size() == 60);
        acknowledgeWhatIsLeft();
        assertThat(first.join()).isNull();
        CompletableFuture<Void> third = publisher.publishAll(many);
        await(() -> kafka.history().size() == 120);
        acknowledgeWhatIsLeft();
        assertThat(third.join()).isNull();
    }

    @Test
    void a_producer_that_throws_fails_the_event_and_the_next_one_is_tried_again() {
        kafka.sendException = new org.apache.kafka.common.KafkaException("fenced");
        assertFailed(publisher.publish(usage("1")), Reason.KAFKA_UNAVAILABLE);

        kafka.sendException = null;
        CompletableFuture<Void> next = publisher.publish(usage("2"));
        await(() -> kafka.history().size() == 1);
        acknowledgeWhatIsLeft();
        assertThat(next.join()).isNull();
    }

    @Test
    void a_schema_that_is_not_deployed_fails_the_event_with_that_reason() throws Exception {
        registry.deleteSubject(Topic.USAGE_RECORDED.subject(""));

        assertFailed(publisher.publish(usage("1")), Reason.REGISTRY_UNAVAILABLE);
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void an_incomplete_event_fails_alone() {
        UsageRecorded incomplete = usage("1");
        incomplete.setAction(null);

        assertFailed(publisher.publish(incomplete), Reason.INVALID_EVENT);
        CompletableFuture<Void> good = publisher.publish(usage("2"));
        await(() -> kafka.history().size() == 1);
        acknowledgeWhatIsLeft();
        assertThat(good.join()).isNull();
    }

    @Test
    void closing_sends_what_was_handed_over_and_takes_no_more() {
        publisher.close();
        open(true);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(publisher.publish(usage("c" + i)));
        }

        publisher.close();

        assertThat(all).allSatisfy(done -> assertThat(done).isCompletedWithValue(null));
        assertThat(kafka.history()).hasSize(50);
        assertFailed(publisher.publish(usage("late")), Reason.CLOSED);
        publisher.close();
    }

    @Test
    void nothing_to_publish_is_done_at_once() {
        assertThat(publisher.publishAll(List.of())).isCompleted();
    }

    @Test
    void settings_that_cannot_work_are_refused() {
        assertThatThrownBy(() -> new PublisherSettings("a:1", "r", "", 0, Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PublisherSettings("a:1", "r", "", 1, Duration.ofMillis(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void open(boolean acknowledgeAtOnce) {
        kafka = new MockProducer<>(acknowledgeAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
        publisher = new UsagePublisher(SETTINGS, kafka, registry);
    }

    private void acknowledgeWhatIsLeft() {
        while (!kafka.closed() && kafka.completeNext()) {
            // each completes one
        }
    }

    private static void assertFailed(CompletableFuture<Void> done, Reason reason) {
        assertThatThrownBy(() -> done.orTimeout(30, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        PublishFailedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
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
