package com.clientmanager.credits.auditor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** What PostgreSQL says of each account, read in one repeatable-read snapshot. */
final class Database {
    private static final int FETCH = 10_000;

    private Database() {}

    /** The balance rows: available, overdraft and the line they include. */
    static Map<String, LiveFigures> balances(Connection connection) throws SQLException {
        Map<String, LiveFigures> figures = new HashMap<>();
        try (Statement statement = statement(connection);
                ResultSet row = statement.executeQuery(
                        "SELECT account_id, ledger_seq, available_micros, overdraft_micros FROM balance")) {
            while (row.next()) {
                figures.put(
                        row.getString(1),
                        new LiveFigures(
                                "table balance",
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                Map.of(),
                                -1,
                                LiveFigures.UNSAID));
            }
        }
        return figures;
    }

    /** The ledger table: how many lines it has, what the last one says, and the sum of the charges, lines and rollup alike (I6). */
    static Map<String, LiveFigures> ledger(Connection connection) throws SQLException {
        Map<String, LiveFigures> figures = new HashMap<>();
        String sql = "SELECT h.account_id, h.seq, l.available_micros, l.overdraft_micros, s.lines, s.charged, r.charged"
                + " FROM ledger_head h JOIN ledger_line l ON l.account_id = h.account_id AND l.seq = h.seq"
                + " JOIN (SELECT account_id, count(*) AS lines,"
                + " coalesce(sum(-amount_micros) FILTER (WHERE type = 'CHARGE'), 0) AS charged"
                + " FROM ledger_line GROUP BY account_id) s ON s.account_id = h.account_id"
                + " LEFT JOIN (SELECT account_id, sum(charged_micros) AS charged FROM usage_rollup GROUP BY account_id) r"
                + " ON r.account_id = h.account_id";
        try (Statement statement = statement(connection);
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                BigInteger lines = whole(row.getBigDecimal(6));
                BigInteger rollup = whole(row.getBigDecimal(7));
                figures.put(
                        row.getString(1),
                        new LiveFigures(
                                lines.equals(rollup) ? "table ledger_line" : "tables ledger_line and usage_rollup",
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                Map.of(),
                                row.getLong(5),
                                lines.equals(rollup) ? lines : rollup));
            }
        }
        return figures;
    }

    /** A read-only connection whose queries all see one moment. */
    static Connection snapshot(String url, String user, String password) throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(FETCH);
        return statement;
    }

    private static BigInteger whole(BigDecimal sum) {
        return sum == null ? BigInteger.ZERO : sum.toBigIntegerExact();
    }
}
