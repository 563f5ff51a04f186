package com.clientmanager.credits.benchmarks.side;

import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** PGN: whole batches, set-based, with the place in the input in the same transaction. */
final class PgBatchWorker implements Runnable {
    private final SidePlan plan;
    private final int worker;
    private final Progress progress;
    private final AvroWire<UsageRecorded> usage;

    PgBatchWorker(SidePlan plan, int worker, Progress progress, AvroWire<UsageRecorded> usage) {
        this.plan = plan;
        this.worker = worker;
        this.progress = progress;
        this.usage = usage;
    }

    @Override
    public void run() {
        String topic = Topic.USAGE_RECORDED.topicName(plan.input().prefix());
        Priced.Pricing pricing = new Priced.Pricing(usage);
        int batch = plan.database().batch();
        try (Reader reader = new Reader(plan, topic, worker, batch);
                Connection connection = PgConnection.open(plan.database());
                PgBatch statements = new PgBatch(connection)) {
            long done = 0;
            while (!reader.isDone()) {
                Map<UUID, Priced> events = LinkedHashMap.newLinkedHashMap(batch * 2);
                int read = 0;
                // A poll gives one fetch of one partition; a batch goes on until it is full.
                while (read < batch && !reader.isDone()) {
                    for (ConsumerRecord<byte[], byte[]> event : reader.poll()) {
                        Priced priced = pricing.price(event);
                        events.putIfAbsent(priced.identity(), priced);
                        read++;
                    }
                }
                statements.charge(events.values());
                statements.remember(reader);
                connection.commit();
                done += read;
                progress.committed(worker, done);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
