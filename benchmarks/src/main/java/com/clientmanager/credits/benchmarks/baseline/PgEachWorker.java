package com.clientmanager.credits.benchmarks.side;

import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** PG1: one transaction an event, three prepared statements. Its place in the input is not stored: the identity makes a repeat harmless. */
final class PgEachWorker implements Runnable {
    private static final int MOST_RECORDS = 500;
    private static final String REMEMBER = "insert into pg1.identity values (?) on conflict do nothing";
    private static final String DRAW =
            "update pg1.balance set balance = balance - ?, seq = seq + 1 where account = ?" + " returning balance, seq";
    private static final String WRITE =
            "insert into pg1.ledger values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final SidePlan plan;
    private final int worker;
    private final Progress progress;
    private final AvroWire<UsageRecorded> usage;

    PgEachWorker(SidePlan plan, int worker, Progress progress, AvroWire<UsageRecorded> usage) {
        this.plan = plan;
        this.worker = worker;
        this.progress = progress;
        this.usage = usage;
    }

    @Override
    public void run() {
        String topic = Topic.USAGE_RECORDED.topicName(plan.input().prefix());
        Priced.Pricing pricing = new Priced.Pricing(usage);
        try (Reader reader = new Reader(plan, topic, worker, MOST_RECORDS);
                Connection connection = PgConnection.open(plan.database());
                PreparedStatement remember = connection.prepareStatement(REMEMBER);
                PreparedStatement draw = connection.prepareStatement(DRAW);
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            Statements statements = new Statements(connection, remember, draw, write);
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
            Connection connection, PreparedStatement remember, PreparedStatement draw, PreparedStatement write) {

        void charge(Priced priced) throws SQLException {
            remember.setObject(1, priced.identity());
            if (remember.executeUpdate() == 1) {
                draw.setLong(1, priced.micros());
                draw.setString(2, priced.event().getAccount());
                try (ResultSet row = draw.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException(
                                "no account " + priced.event().getAccount());
                    }
                    write(priced, row.getLong(1), row.getLong(2));
                }
            }
            connection.commit();
        }

        private void write(Priced priced, long balance, long seq) throws SQLException {
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
            write.setString(13, Priced.PRICE_VERSION);
            write.setLong(14, priced.offset());
            write.setLong(15, event.getOccurredAt().toEpochMilli());
            write.setLong(16, priced.recordedAt());
            write.executeUpdate();
        }
    }
}
