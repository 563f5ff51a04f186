package com.clientmanager.credits.aggregator.stream.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class OutputBundleTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<Exception> told = new ArrayList<>();

    @Test
    void its_records_are_sent_one_by_one_in_order_without_the_bundle() {
        send("a", "b", "c");

        assertThat(producer.history())
                .extracting(ProducerRecord::topic, record -> text(record.key()), ProducerRecord::timestamp)
                .containsExactly(tuple("ledger", "a", 0L), tuple("ledger", "b", 1L), tuple("ledger", "c", 2L));
        assertThat(producer.history())
                .allSatisfy(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void a_record_goes_where_the_one_that_stands_for_it_was_to_go() {
        OutputBundle bundle = new OutputBundle();
        bundle.add(new Record<>(bytes("a"), bytes("v"), 1));
        bundle.add(new Record<>(bytes("b"), bytes("v"), 2));
        Record<byte[], byte[]> one = bundle.asOne();

        var unused = OutputBundle.send(
                producer,
                new ProducerRecord<>("changelog", 7, one.timestamp(), one.key(), one.value(), one.headers()),
                (place, failure) -> told.add(failure));

        assertThat(producer.history())
                .extracting(ProducerRecord::topic, ProducerRecord::partition, ProducerRecord::timestamp)
                .containsExactly(tuple("changelog", 7, 1L), tuple("changelog", 7, 2L));
    }

    @Test
    void success_is_told_once_when_the_last_is_written() {
        send("a", "b");
        producer.completeNext();
        assertThat(told).isEmpty();

        producer.completeNext();
        assertThat(told).hasSize(1).containsOnlyNulls();
    }

    @Test
    void each_failure_is_told() {
        RuntimeException broken = new IllegalStateException("broken");
        send("a", "b", "c");
        producer.completeNext();
        producer.errorNext(broken);
        assertThat(told).containsExactly(broken);

        producer.completeNext();
        assertThat(told).containsExactly(broken, null);
    }

    @Test
    void any_other_record_is_sent_as_it_is() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("ledger", bytes("k"), bytes("v"));

        var unused = OutputBundle.send(producer, record, (place, failure) -> told.add(failure));

        assertThat(producer.history()).singleElement().isSameAs(record);
    }

    private void send(String... keys) {
        OutputBundle bundle = new OutputBundle();
        for (int i = 0; i < keys.length; i++) {
            bundle.add(new Record<>(bytes(keys[i]), bytes("v"), i));
        }
        Record<byte[], byte[]> one = bundle.asOne();
        var unused = OutputBundle.send(
                producer,
                new ProducerRecord<>("ledger", null, one.timestamp(), one.key(), one.value(), one.headers()),
                (place, failure) -> told.add(failure));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
