package com.clientmanager.credits.billing.projection;

import static com.clientmanager.credits.billing.Api.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class EngineProgressTest {
    private static final String APPLICATION = "progress-test";

    @Inject
    Topics topics;

    @Inject
    ProjectionSettings settings;

    @Test
    void figures_are_no_fresher_than_what_the_engine_has_worked_off() throws ExecutionException, InterruptedException {
        EngineProgress progress = new EngineProgress(topics, settings, Clock.systemUTC(), APPLICATION);
        try (Admin broker = Admin.create(Map.of("bootstrap.servers", topics.bootstrapServers()))) {
            progress.look();
            Instant beforeAnyEngine = progress.workedOffTo().orElseThrow();

            sendSomething();
            commit(broker, 0);
            progress.look();
            progress.look();
            assertThat(progress.workedOffTo()).contains(beforeAnyEngine);

            await(() -> {
                commit(broker, Long.MAX_VALUE);
                progress.look();
                return progress.workedOffTo().orElseThrow().isAfter(beforeAnyEngine);
            });
        } finally {
            progress.close();
        }
    }

    @Test
    void while_the_broker_does_not_answer_nothing_is_said() {
        EngineProgress progress = new EngineProgress(
                new Topics("localhost:1", "http://localhost:1", java.util.Optional.empty()),
                settings,
                Clock.systemUTC(),
                APPLICATION);
        progress.look();
        assertThat(progress.workedOffTo()).isEmpty();
        progress.close();
    }

    private void sendSomething() throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<byte[], byte[]>(topics.name(Topic.USAGE_RECORDED), 0, null, null))
                    .get();
        }
    }

    /** As the engine does: up to the end of each partition, or up to an offset before it. */
    private void commit(Admin broker, long most) {
        try {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            for (Topic topic : new Topic[] {Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS}) {
                for (int partition = 0; partition < settings.partitions(); partition++) {
                    asked.put(new TopicPartition(topics.name(topic), partition), OffsetSpec.latest());
                }
            }
            Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
            broker.listOffsets(asked)
                    .all()
                    .get()
                    .forEach((partition, end) ->
                            done.put(partition, new OffsetAndMetadata(Math.min(most, end.offset()))));
            broker.alterConsumerGroupOffsets(topics.group(APPLICATION), done)
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
