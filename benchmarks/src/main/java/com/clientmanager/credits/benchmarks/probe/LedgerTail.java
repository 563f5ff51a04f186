package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens consumers of the committed ledger lines that an arena's engine has yet to write. */
final class LedgerTail {
    private LedgerTail() {}

    /** At the end of all partitions, as it is now; {@code atOnce} is how many lines a poll may give. */
    static KafkaConsumer<byte[], byte[]> open(Arena arena, int atOnce) {
        return open(arena, arena.accounts().partitions(), atOnce);
    }

    /** The same of the first {@code count} partitions. */
    static KafkaConsumer<byte[], byte[]> open(Arena arena, int count, int atOnce) {
        String topic = Topic.CREDIT_LEDGER.topicName(arena.prefix());
        List<TopicPartition> partitions = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers",
                arena.at().bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                "false",
                "max.poll.records",
                Integer.toString(atOnce),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
