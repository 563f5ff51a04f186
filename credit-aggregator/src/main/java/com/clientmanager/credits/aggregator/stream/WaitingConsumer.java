package com.clientmanager.credits.aggregator.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that keeps back what the schema registry could not be asked about; its owner's own pauses and ours do not end each other. */
final class WaitingConsumer extends KafkaConsumer<byte[], byte[]> {
    private final RegistryHold hold;

    WaitingConsumer(Map<String, Object> config, KnownSchemas schemas, Tally tally) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.hold = new RegistryHold(schemas, tally, new Bare());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        hold.letGo();
        return hold.pass(super.poll(timeout));
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        hold.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        hold.resume(partitions);
    }

    @Override
    public void close(CloseOptions options) {
        hold.close();
        super.close(options);
    }

    private final class Bare implements RegistryHold.Reins {
        @Override
        public Set<TopicPartition> assignment() {
            return WaitingConsumer.super.assignment();
        }

        @Override
        public void pause(Collection<TopicPartition> partitions) {
            WaitingConsumer.super.pause(partitions);
        }

        @Override
        public void resume(Collection<TopicPartition> partitions) {
            WaitingConsumer.super.resume(partitions);
        }

        @Override
        public void seek(TopicPartition partition, OffsetAndMetadata to) {
            WaitingConsumer.super.seek(partition, to);
        }
    }
}
