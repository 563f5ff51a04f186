package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * PG1: one transaction per event, three prepared statements. Positions are not stored: the identity makes repeats
 * harmless.
 */
public final class PgEachWorker implements Runnable {
    private static final int MAX_RECORDS = 500;
    private static final String INSERT_IDENTITY = "insert into pg1.identity values (?) on conflict do nothing";
    private static final String DEBIT =
            "update pg1.balance set balance = balance - ?, seq = seq + 1 where account = ?" + " returning balance, seq";
    private static final String INSERT_ENTRY =
            "insert into pg1.ledger values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final BaselinePlan plan;
    private final int worker;
    private final SharedProgress progress;
    private final RegistryAvroCodec<UsageRecorded> usage;

    public PgEachWorker(
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
        try (RangeReader reader = new RangeReader(plan, topic, worker, MAX_RECORDS);
                Connection connection = PgConnection.open(plan.database());
                PreparedStatement insertIdentity = connection.prepareStatement(INSERT_IDENTITY);
                PreparedStatement debit = connection.prepareStatement(DEBIT);
                PreparedStatement write = connection.prepareStatement(INSERT_ENTRY)) {
            Statements statements = new Statements(connection, insertIdentity, debit, write);
            long done = 0;
            while (!reader.isDone()) {
                for (ConsumerRecord<byte[], byte[]> event : reader.poll()) {
                    statements.charge(pricing.price(event));
                    done++;
                    progress.committed(worker, done);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Statements(
            Connection connection, PreparedStatement insertIdentity, PreparedStatement debit, PreparedStatement write) {

        void charge(PricedEvent priced) throws SQLException {
            insertIdentity.setObject(1, priced.identity());
            if (insertIdentity.executeUpdate() == 1) {
                debit.setLong(1, priced.micros());
                debit.setString(2, priced.event().getAccount());
                try (ResultSet row = debit.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException(
                                "no account " + priced.event().getAccount());
                    }
                    write(priced, row.getLong(1), row.getLong(2));
                }
            }
            connection.commit();
        }

        private void write(PricedEvent priced, long balance, long seq) throws SQLException {
            UsageRecorded event = priced.event();
            write.setString(1, event.getAccount());
            write.setLong(2, seq);
            write.setLong(3, -priced.micros());
            write.setLong(4, balance);
            write.setLong(5, Math.max(balance, 0));
            write.setLong(6, Math.max(-balance, 0));
            write.setString(7, event.getSource());
            write.setString(8, event.getId());
            write.setString(9, event.getAction());
            write.setLong(10, event.getQuantity());
            write.setString(11, event.getUser());
            write.setLong(12, priced.unitPrice());
            write.setString(13, PricedEvent.PRICE_VERSION);
            write.setLong(14, priced.offset());
            write.setLong(15, event.getOccurredAt().toEpochMilli());
            write.setLong(16, priced.recordedAt());
            write.setString(17, priced.dimensions());
            write.setString(18, PricedEvent.PLAN);
            write.executeUpdate();
        }
    }
}
