package com.clientmanager.credits.aggregator.stream.transactions;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Where our transactions write: the outputs, the changelogs and the group's partition of the offsets. */
final class OurPartitions {
    private static final String OFFSETS = "__consumer_offsets";

    private final Admin admin;
    private final String group;
    private final Set<String> outputs;

    OurPartitions(Admin admin, String group, Set<String> outputs) {
        this.admin = admin;
        this.group = group;
        this.outputs = outputs;
    }

    Set<TopicPartition> all() throws ExecutionException, InterruptedException {
        Set<String> topics = new HashSet<>();
        for (String topic : admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get()) {
            boolean changelog = topic.startsWith(group + "-") && topic.endsWith("-changelog");
            if (changelog || outputs.contains(topic) || topic.equals(OFFSETS)) {
                topics.add(topic);
            }
        }
        Set<TopicPartition> partitions = new HashSet<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> {
            int count = topic.partitions().size();
            if (name.equals(OFFSETS)) {
                partitions.add(new TopicPartition(name, Utils.abs(group.hashCode()) % count));
                return;
            }
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new TopicPartition(name, partition));
            }
        });
        return partitions;
    }
}
