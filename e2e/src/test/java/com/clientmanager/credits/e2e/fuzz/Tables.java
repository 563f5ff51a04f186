package com.clientmanager.credits.e2e.fuzz;

import com.clientmanager.credits.localstack.Addresses;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.TopicPartition;

/** What billing-api's projection made of the engine's topics: the same lines, balances and rejections. */
final class Tables {
    private static final int FETCH = 5_000;

    private final Addresses stack;

    Tables(Addresses stack) {
        this.stack = stack;
    }

    @FunctionalInterface
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** How many records of these topics are not projected yet. */
    long lag(Map<TopicPartition, Long> ends) throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        query(
                "SELECT topic, partition, next_offset FROM projection_offset",
                row -> next.put(new TopicPartition(topic(row.getString(1)), row.getInt(2)), row.getLong(3)));
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** The table names topics as {@code CREDIT_LEDGER}. */
    private static String topic(String name) {
        return switch (name) {
            case "CREDIT_LEDGER" -> Names.LEDGER;
            case "CREDIT_BALANCES" -> Names.BALANCES;
            case "USAGE_REJECTED" -> Names.REJECTED;
            default -> name;
        };
    }

    /** How many commands, prices and replays billing-api has yet to send. */
    long waiting() throws SQLException {
        AtomicLong waiting = new AtomicLong();
        query("SELECT count(*) FROM outbox", row -> waiting.set(row.getLong(1)));
        return waiting.get();
    }

    void judge(Outputs outputs, Findings findings) throws SQLException {
        lines(outputs.ledgers(), findings);
        balances(outputs.balances(), findings);
        Map<String, Integer> stored = new HashMap<>();
        query(
                "SELECT reason, count(*) FROM rejected_usage GROUP BY reason",
                row -> stored.put(row.getString(1), row.getInt(2)));
        Map<String, Integer> expected = new HashMap<>();
        outputs.rejections().values().forEach(reason -> expected.merge(reason, 1, Integer::sum));
        findings.check(stored.equals(expected), "rejected_usage holds " + stored + ", the topic " + expected);
    }

    private void lines(Map<String, List<Line>> ledgers, Findings findings) throws SQLException {
        Map<String, List<Line>> stored = new HashMap<>();
        query(
                "SELECT account_id, seq, type, amount_micros, balance_micros, available_micros, overdraft_micros,"
                        + " event_source, event_id, action, quantity, user_id, unit_price_micros, command_id,"
                        + " input_offset FROM ledger_entry ORDER BY account_id, seq",
                row -> stored.computeIfAbsent(row.getString(1), first -> new ArrayList<>())
                        .add(line(row)));
        findings.check(
                stored.keySet().equals(ledgers.keySet()),
                "ledger_entry holds " + stored.size() + " accounts, the topic " + ledgers.size());
        stored.forEach((account, lines) -> {
            List<Line> expected = ledgers.getOrDefault(account, List.of());
            for (int i = 0; i < Math.max(lines.size(), expected.size()); i++) {
                Line one = i < lines.size() ? lines.get(i) : null;
                Line other = i < expected.size() ? expected.get(i) : null;
                if (!Objects.equals(one, other)) {
                    findings.differs("PostgreSQL says " + one + ", the topic " + other);
                    return;
                }
            }
        });
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getObject(11, Long.class),
                row.getString(12),
                row.getObject(13, Long.class),
                row.getString(14),
                row.getObject(15, Long.class));
    }

    private void balances(Map<String, GenericRecord> balances, Findings findings) throws SQLException {
        Map<String, List<Long>> stored = new HashMap<>();
        query(
                "SELECT account_id, ledger_seq, available_micros, overdraft_micros FROM balance",
                row -> stored.put(row.getString(1), List.of(row.getLong(2), row.getLong(3), row.getLong(4))));
        Map<String, List<Long>> expected = new HashMap<>();
        balances.forEach((account, balance) -> expected.put(
                account, List.of((Long) balance.get("ledgerSeq"), (Long) balance.get("availableMicros"), (Long)
                        balance.get("overdraftMicros"))));
        expected.forEach((account, balance) -> findings.check(
                balance.equals(stored.get(account)),
                account + ": balance holds " + stored.get(account) + ", the topic " + balance));
        findings.check(stored.size() == expected.size(), "balance holds " + stored.size() + " accounts");
    }

    private void query(String sql, Row each) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), stack.dbUser(), stack.dbPassword());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
    }
}
