package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.stream.bundle.InputBundle;
import com.clientmanager.credits.schemas.Topic;
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

/**
 * The consumer of the inputs: keeps back what the schema registry could not be asked about, bundles usage, and sets the
 * pace of commits. Its owner's own pauses and ours do not end each other.
 */
final class WaitingConsumer extends KafkaConsumer<byte[], byte[]> {
    private final RegistryHold hold;
    private final CommitPace pace;
    private final String usageTopic;

    WaitingConsumer(Map<String, Object> config, WaitingClients.Watched watched) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        AggregatorConfig ours = watched.config();
        this.hold = new RegistryHold(watched.schemas(), watched.tally(), new Bare());
        this.pace = new CommitPace(ours.pace().commitInterval());
        this.usageTopic = Topic.USAGE_RECORDED.topicName(ours.cluster().topicPrefix());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        hold.letGo();
        ConsumerRecords<byte[], byte[]> passed = hold.pass(super.poll(timeout));
        pace.polled(lag());
        return InputBundle.bundle(passed, usageTopic);
    }

    private long lag() {
        long sum = 0;
        for (TopicPartition partition : assignment()) {
            sum += currentLag(partition).orElse(0);
        }
        return sum;
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
        CommitPace.leaveThread();
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
