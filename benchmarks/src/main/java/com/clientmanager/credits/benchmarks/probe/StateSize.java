package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.load.Futures;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.TopicPartition;

/** Size of the engine's stores on the broker and on its local disk, in bytes. */
public record StateSize(long identityLog, long identityDisk, long accountLog, long accountDisk) {

    public static StateSize of(TopicSet topics, Path state) {
        return new StateSize(
                onBroker(topics, topics.changelog("identities")),
                onDisk(state, "identities"),
                onBroker(topics, topics.changelog("accounts")) + onBroker(topics, topics.changelog("due")),
                onDisk(state, "accounts") + onDisk(state, "due"));
    }

    private static long onBroker(TopicSet topics, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.at().bootstrapServers()))) {
            List<Integer> nodes = Futures.get(admin.describeCluster().nodes()).stream()
                    .map(node -> node.id())
                    .toList();
            long bytes = 0;
            for (Map<String, LogDirDescription> folders :
                    Futures.get(admin.describeLogDirs(nodes).allDescriptions()).values()) {
                for (LogDirDescription folder : folders.values()) {
                    for (Map.Entry<TopicPartition, ReplicaInfo> replica :
                            folder.replicaInfos().entrySet()) {
                        bytes += replica.getKey().topic().equals(topic)
                                ? replica.getValue().size()
                                : 0;
                    }
                }
            }
            return bytes;
        }
    }

    private static long onDisk(Path folder, String store) {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(found -> inStore(found, store))
                    .toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean inStore(Path file, String store) {
        for (Path part : file) {
            if (part.toString().equals(store)) {
                return true;
            }
        }
        return false;
    }
}
