package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** The topics that the copy and the transform write to; they live for one run. */
final class Scratch {
    private final Arena arena;
    private int run;

    Scratch(Arena arena) {
        this.arena = arena;
    }

    String linesTopic() {
        return arena.prefix() + "scratch.lines." + run;
    }

    String besideTopic() {
        return arena.prefix() + "scratch.beside." + run;
    }

    TopicLog lines() {
        return new TopicLog(
                arena.at().bootstrapServers(), linesTopic(), arena.accounts().partitions());
    }

    void create() {
        run++;
        Map<String, String> config = Topic.CREDIT_LEDGER.config(1);
        int partitions = arena.accounts().partitions();
        try (Admin admin = admin()) {
            await(admin.createTopics(List.of(
                            new NewTopic(linesTopic(), partitions, (short) 1).configs(config),
                            new NewTopic(besideTopic(), partitions, (short) 1).configs(config)))
                    .all());
        }
    }

    void delete() {
        try (Admin admin = admin()) {
            await(admin.deleteTopics(Set.of(linesTopic(), besideTopic())).all());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", arena.at().bootstrapServers()));
    }

    private static void await(KafkaFuture<Void> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
