package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryHoldTest {
    private static final TopicPartition USAGE = new TopicPartition("usage", 0);
    private static final TopicPartition COMMANDS = new TopicPartition("commands", 0);
    private static final int MISSING = 4711;

    private final Outage registry = new Outage();
    private final KnownSchemas schemas = new KnownSchemas(registry, "");
    private final Tally tally = new Tally();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final RegistryHold hold = new RegistryHold(schemas, tally, new Mock());
    private int id;

    @BeforeEach
    void assign() throws Exception {
        id = registry.register("usage-value", new AvroSchema("\"string\""));
        consumer.assign(List.of(USAGE, COMMANDS));
        consumer.updateBeginningOffsets(Map.of(USAGE, 0L, COMMANDS, 0L));
    }

    @AfterEach
    void close() {
        schemas.close();
    }

    @Test
    void R4_while_the_registry_is_away_a_partition_stops_before_the_first_record_of_a_new_schema() {
        registry.away = true;
        add(USAGE, 0, null);
        add(USAGE, 1, new byte[] {7, 7});
        add(USAGE, 2, of(id));
        add(USAGE, 3, null);
        add(COMMANDS, 0, null);
        ConsumerRecords<byte[], byte[]> passed = poll();

        assertThat(offsets(passed, USAGE)).containsExactly(0L, 1L);
        assertThat(offsets(passed, COMMANDS)).containsExactly(0L);
        assertThat(passed.nextOffsets().get(USAGE).offset()).isEqualTo(2);
        assertThat(passed.nextOffsets().get(COMMANDS).offset()).isEqualTo(1);
        assertThat(consumer.position(USAGE)).isEqualTo(2);
        assertThat(consumer.paused()).containsExactly(USAGE);
        assertThat(tally.partitionsWaiting()).isEqualTo(1);
    }

    @Test
    void R4_it_goes_on_from_that_record_once_the_registry_has_answered() {
        registry.away = true;
        add(USAGE, 0, of(id));
        add(USAGE, 1, null);
        assertThat(poll()).isEmpty();
        hold.letGo();
        assertThat(consumer.paused()).containsExactly(USAGE);

        registry.away = false;
        BrokerKit.until("the schema is known", () -> schemas.isKnown(id));
        add(USAGE, 0, of(id));
        add(USAGE, 1, null);
        assertThat(offsets(poll(), USAGE)).containsExactly(0L, 1L);
        assertThat(consumer.paused()).isEmpty();
        assertThat(tally.partitionsWaiting()).isZero();
    }

    @Test
    void a_registry_that_answers_costs_no_seek_and_an_id_that_it_does_not_know_passes_to_be_rejected() {
        add(USAGE, 0, of(id));
        add(USAGE, 1, of(MISSING));

        assertThat(offsets(poll(), USAGE)).containsExactly(0L, 1L);
        assertThat(schemas.isMissing(MISSING)).isTrue();
        assertThat(schemas.isMissing(id)).isFalse();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void the_owners_pause_and_the_holds_do_not_end_each_other() {
        registry.away = true;
        add(USAGE, 0, of(id));
        poll();
        hold.pause(List.of(USAGE, COMMANDS));
        hold.resume(List.of(USAGE, COMMANDS));
        assertThat(consumer.paused()).containsExactly(USAGE);

        hold.pause(List.of(USAGE));
        registry.away = false;
        BrokerKit.until("the schema is known", () -> schemas.isKnown(id));
        hold.letGo();
        assertThat(consumer.paused()).containsExactly(USAGE);
        hold.resume(List.of(USAGE));
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void a_partition_that_is_taken_away_is_held_no_longer() {
        registry.away = true;
        add(USAGE, 0, of(id));
        poll();
        consumer.assign(List.of(COMMANDS));
        hold.letGo();

        assertThat(tally.partitionsWaiting()).isZero();
        assertThat(consumer.position(COMMANDS)).isZero();
    }

    @Test
    void a_closed_consumer_waits_no_longer() {
        registry.away = true;
        add(USAGE, 0, of(id));
        poll();
        hold.close();

        assertThat(tally.partitionsWaiting()).isZero();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        hold.letGo();
        return hold.pass(consumer.poll(Duration.ZERO));
    }

    private void add(TopicPartition partition, long offset, byte[] value) {
        consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[] {1}, value));
    }

    private static byte[] of(int schemaId) {
        return ByteBuffer.allocate(6).put((byte) 0).putInt(schemaId).array();
    }

    private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        return StreamSupport.stream(records.records(partition).spliterator(), false)
                .map(ConsumerRecord::offset)
                .toList();
    }

    private final class Mock implements RegistryHold.Reins {
        @Override
        public Set<TopicPartition> assignment() {
            return consumer.assignment();
        }

        @Override
        public void pause(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
        }

        @Override
        public void resume(Collection<TopicPartition> partitions) {
            consumer.resume(partitions);
        }

        @Override
        public void seek(TopicPartition partition, OffsetAndMetadata to) {
            consumer.seek(partition, to);
        }
    }

    private static final class Outage extends MockSchemaRegistryClient {
        volatile boolean away;

        @Override
        public synchronized ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
            if (away) {
                throw new IOException("connection refused");
            }
            if (id == MISSING) {
                throw new RestClientException("Schema not found", 404, 40403);
            }
            return super.getSchemaById(id);
        }
    }
}
