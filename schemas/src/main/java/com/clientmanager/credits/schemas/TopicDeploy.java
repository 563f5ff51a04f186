package com.clientmanager.credits.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the missing topics and corrects the settings of those that are there; never changes a number of partitions.
 */
record TopicDeploy(Admin admin, String prefix, int partitions, Consumer<String> progress) {
    private static final int MAX_REPLICAS = 3;

    void run() {
        int replicas = Math.min(MAX_REPLICAS, nodes());
        Map<Topic, Integer> there = partitionsThere();
        List<Topic> created = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Integer found = there.get(topic);
            if (found == null) {
                created.add(topic);
            } else if (found != topic.partitions(partitions)) {
                throw new DeployFailedException(
                        "topic " + topic.topicName(prefix) + " has " + found + " partitions and "
                                + topic.partitions(partitions)
                                + " are asked for; partitions are fixed for life, since accounts would move to"
                                + " other ones",
                        null);
            }
        }
        create(created, replicas);
        correct(there.keySet(), replicas);
    }

    private int nodes() {
        return await("asking the brokers", admin.describeCluster().nodes()).size();
    }

    private Map<Topic, Integer> partitionsThere() {
        List<String> names = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            names.add(topic.topicName(prefix));
        }
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(names).topicNameValues();
        Map<Topic, Integer> there = new HashMap<>();
        for (Topic topic : Topic.values()) {
            KafkaFuture<TopicDescription> answer = answers.get(topic.topicName(prefix));
            describe(topic, answer)
                    .ifPresent(found -> there.put(topic, found.partitions().size()));
        }
        return there;
    }

    private Optional<TopicDescription> describe(Topic topic, @Nullable KafkaFuture<TopicDescription> answer) {
        try {
            return Optional.of(await("describing " + topic.topicName(prefix), answer));
        } catch (DeployFailedException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void create(List<Topic> topics, int replicas) {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : topics) {
            wanted.add(new NewTopic(topic.topicName(prefix), topic.partitions(partitions), (short) replicas)
                    .configs(topic.config(replicas)));
        }
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(wanted).values();
        for (Topic topic : topics) {
            String name = topic.topicName(prefix);
            try {
                await("creating " + name, answers.get(name));
                progress.accept("topic " + name + ": created, " + topic.partitions(partitions) + " partitions, "
                        + replicas + " replicas");
            } catch (DeployFailedException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                progress.accept("topic " + name + ": created concurrently by another deploy step");
            }
        }
    }

    private void correct(Collection<Topic> topics, int replicas) {
        for (Topic topic : topics) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName(prefix));
            Config config = await(
                    "reading the settings of " + resource.name(),
                    admin.describeConfigs(List.of(resource)).values().get(resource));
            List<AlterConfigOp> changes = new ArrayList<>();
            topic.config(replicas).forEach((name, value) -> {
                ConfigEntry now = config.get(name);
                if (now == null || !value.equals(now.value())) {
                    changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                }
            });
            if (!changes.isEmpty()) {
                await(
                        "changing the settings of " + resource.name(),
                        admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
            }
            progress.accept("topic " + resource.name() + ": there, " + changes.size() + " settings corrected");
        }
    }

    private static <V> V await(String what, @Nullable KafkaFuture<V> answer) {
        if (answer == null) {
            throw new DeployFailedException(what + ": the broker did not answer for it", null);
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DeployFailedException(what + " failed: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeployFailedException(what + " was interrupted", e);
        }
    }
}
