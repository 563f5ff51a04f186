package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Up to when the engine has worked off what it was sent, asked of the broker once a second: what the topics held at a
 * moment is compared with what the engine's group has committed since. Without it figures would be called fresh while
 * usage waits for an engine that is away.
 */
@ApplicationScoped
class EngineProgress {
    private static final Logger LOG = Logger.getLogger(EngineProgress.class);
    private static final int MOST_MARKS = 600;
    private static final int PATIENCE_MS = (int) Duration.ofSeconds(5).toMillis();

    private final Topics topics;
    private final int partitions;
    private final String group;
    private final Clock clock;
    private final Deque<Mark> waiting = new ArrayDeque<>();
    private volatile @Nullable Instant workedOffTo;
    private @Nullable Admin admin;

    EngineProgress(
            Topics topics,
            ProjectionSettings settings,
            Clock clock,
            @ConfigProperty(name = "credits.application-id") String application) {
        this.topics = topics;
        this.partitions = settings.partitions();
        this.clock = clock;
        this.group = topics.group(application);
    }

    /** Where the topics ended at a moment, or somewhat later. */
    private record Mark(Instant at, Map<TopicPartition, Long> ends) {
        boolean isWorkedOff(Map<TopicPartition, OffsetAndMetadata> committed) {
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata done = committed.get(end.getKey());
                return end.getValue() <= (done == null ? 0 : done.offset());
            });
        }
    }

    /**
     * All that was in the topics at this instant has been worked off. Empty while that cannot be told: since this
     * process began the broker has not answered, or the engine has not caught up.
     */
    Optional<Instant> workedOffTo() {
        return Optional.ofNullable(workedOffTo);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            look(admin());
        } catch (ExecutionException | KafkaException unanswered) {
            LOG.debugf("The broker does not tell how far the engine is: %s", unanswered.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin broker) throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        if (waiting.size() < MOST_MARKS) {
            waiting.addLast(new Mark(now, ends(broker)));
        }
        Map<TopicPartition, OffsetAndMetadata> committed = broker.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        if (committed.isEmpty()) {
            waiting.clear();
            workedOffTo = now; // no engine has worked here yet: nothing that it could be late with is shown
            return;
        }
        for (Mark mark = waiting.peekFirst(); mark != null && mark.isWorkedOff(committed); mark = waiting.peekFirst()) {
            workedOffTo = mark.at();
            waiting.removeFirst();
        }
    }

    private Map<TopicPartition, Long> ends(Admin broker) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topic topic : List.of(Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS)) {
            for (int partition = 0; partition < partitions; partition++) {
                asked.put(new TopicPartition(topics.name(topic), partition), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        broker.listOffsets(asked).all().get().forEach((partition, found) -> ends.put(partition, found.offset()));
        return ends;
    }

    private Admin admin() {
        Admin known = admin;
        if (known == null) {
            known = Admin.create(Map.of(
                    "bootstrap.servers",
                    topics.bootstrapServers(),
                    "client.id",
                    "billing-engine-progress",
                    "default.api.timeout.ms",
                    PATIENCE_MS,
                    "request.timeout.ms",
                    PATIENCE_MS));
            admin = known;
        }
        return known;
    }

    @PreDestroy
    void close() {
        Admin known = admin;
        if (known != null) {
            known.close(Duration.ofSeconds(2));
        }
    }
}
