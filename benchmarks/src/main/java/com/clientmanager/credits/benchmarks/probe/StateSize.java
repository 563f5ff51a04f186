package com.clientmanager.credits.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.TopicPartition;

/** Bytes that our engine's stores take on the broker and on its own disk. */
record StateSize(long identityLog, long identityDisk, long accountLog, long accountDisk) {

    static StateSize of(Arena arena, Path folder) {
        Path state = Aggregator.stateDir(folder, arena);
        return new StateSize(
                onBroker(arena, Aggregator.changelog(arena, "identities")),
                onDisk(state, "identities"),
                onBroker(arena, Aggregator.changelog(arena, "accounts"))
                        + onBroker(arena, Aggregator.changelog(arena, "due")),
                onDisk(state, "accounts") + onDisk(state, "due"));
    }

    private static long onBroker(Arena arena, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arena.at().bootstrapServers()))) {
            List<Integer> nodes = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            long bytes = 0;
            for (Map<String, LogDirDescription> folders :
                    admin.describeLogDirs(nodes).allDescriptions().get().values()) {
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
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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
