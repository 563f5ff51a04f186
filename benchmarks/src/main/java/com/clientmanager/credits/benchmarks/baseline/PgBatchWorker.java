package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** PGN: set-based batches, with the input position in the same transaction. */
public final class PgBatchWorker implements Runnable {
    private final BaselinePlan plan;
    private final int worker;
    private final SharedProgress progress;
    private final RegistryAvroCodec<UsageRecorded> usage;

    public PgBatchWorker(
            BaselinePlan plan, int worker, SharedProgress progress, RegistryAvroCodec<UsageRecorded> usage) {
        this.plan = plan;
        this.worker = worker;
        this.progress = progress;
        this.usage = usage;
    }

    @Override
    public void run() {
        String topic = Topic.USAGE_RECORDED.topicName(plan.input().prefix());
        PricedEvent.Pricing pricing = new PricedEvent.Pricing(usage);
        int batch = plan.database().batch();
        try (RangeReader reader = new RangeReader(plan, topic, worker, batch);
                Connection connection = PgConnection.open(plan.database());
                PgBatch statements = new PgBatch(connection)) {
            long done = 0;
            while (!reader.isDone()) {
                Map<UUID, PricedEvent> events = LinkedHashMap.newLinkedHashMap(batch * 2);
                int read = 0;
                // A poll returns one fetch of one partition; several fill a batch.
                while (read < batch && !reader.isDone()) {
                    for (ConsumerRecord<byte[], byte[]> event : reader.poll()) {
                        PricedEvent priced = pricing.price(event);
                        events.putIfAbsent(priced.identity(), priced);
                        read++;
                    }
                }
                statements.charge(events.values());
                statements.storePositions(reader);
                connection.commit();
                done += read;
                progress.committed(worker, done);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
