package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Lets time pass for billing-api and the engine alike; forward only, since a log's time does not go back. */
@Alternative
@Singleton
public class PassingTime {
    private final Topics topics;
    private final TestClock clock;
    private final KafkaProducer<byte[], byte[]> producer;

    PassingTime(Topics topics, TestClock clock) {
        this.topics = topics;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Ahead of the machine's clock, whose ticks then change nothing. */
    public void begin() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        until(clock.instant().isAfter(tomorrow) ? clock.instant() : tomorrow);
    }

    /** Both clocks stand at this instant; the engine has been told, though it may not have worked it off yet. */
    public void until(Instant now) {
        if (now.isBefore(clock.instant()) && now.isAfter(Instant.now())) {
            throw new IllegalArgumentException(now + " has passed");
        }
        clock.set(now);
        for (int partition = 0; partition < BillingStack.PARTITIONS; partition++) {
            ProducerRecord<byte[], byte[]> tick = new ProducerRecord<>(
                    topics.name(Topic.USAGE_RECORDED),
                    partition,
                    now.toEpochMilli(),
                    UsageLimits.TICK_ACTION.getBytes(StandardCharsets.UTF_8),
                    topics.<UsageRecorded>wire(Topic.USAGE_RECORDED).encode(tick(partition, now)));
            try {
                producer.send(tick).get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static UsageRecorded tick(int partition, Instant now) {
        return UsageRecorded.newBuilder()
                .setSource("/test/ticks")
                .setId(partition + "-" + now.toEpochMilli())
                .setAccount(UsageLimits.TICK_ACTION)
                .setAction(UsageLimits.TICK_ACTION)
                .setQuantity(0)
                .setOccurredAt(now)
                .build();
    }

    public Instant now() {
        return clock.instant();
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
