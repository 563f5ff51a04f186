package com.clientmanager.credits.benchmarks.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;

/** Pairs of settings under which Kafka and PostgreSQL promise the same about a power cut. */
public enum Durability {
    /** Kafka as it is (the page cache, and replicas in production), synchronous_commit=off. */
    AS_IS("as it is / synchronous_commit=off"),
    /** Kafka flushing each batch, synchronous_commit=on. */
    FLUSHED("flush.messages=1 / synchronous_commit=on");

    private final String title;

    Durability(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    boolean waitsForDisk() {
        return this == FLUSHED;
    }

    /** Sets every topic of the broker, its own included. */
    void apply(String bootstrap) {
        AlterConfigOp operation = new AlterConfigOp(
                new ConfigEntry("flush.messages", "1"),
                this == FLUSHED ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Collection<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (String topic : new ArrayList<>(topics)) {
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(operation));
            }
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
