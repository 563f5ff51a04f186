package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Totals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of a PostgreSQL baseline, in a schema of its own. Identities are 16 bytes in a uuid; the ledger has no
 * index, as the ledger topic has none; balances have free space for in-place updates. All of it favours PostgreSQL.
 */
public record PgTables(String schema) {

    public static PgTables of(Baseline kind) {
        return new PgTables(kind.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Recreates the schema and opens all accounts with the same balance in micro-credits. */
    public void create(Connection connection, Accounts accounts, long openingMicros) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists %1$s cascade; create schema %1$s".formatted(schema));
            statement.execute("""
                    create table %1$s.identity (hash uuid primary key) with (autovacuum_enabled = off);
                    create table %1$s.balance (account text primary key, balance bigint not null, seq bigint not null)
                      with (fillfactor = 50, autovacuum_enabled = off);
                    create table %1$s.ledger (account text not null, seq bigint not null, amount bigint not null,
                      balance bigint not null, available bigint not null, overdraft bigint not null,
                      source text not null,
                      event_id text not null, action text not null, quantity bigint not null, app_user text,
                      unit_price bigint not null, price_version text not null, input_offset bigint not null,
                      occurred_at bigint not null, recorded_at bigint not null, dimensions text not null, plan text)
                        with (autovacuum_enabled = off);
                    create table %1$s.input (partition int primary key, next bigint not null);
                    """.formatted(schema));
        }
        String open = "insert into %s.balance select 'acc-' || lpad(n::text, 8, '0'), ?, 0 from generate_series(0, ?) n"
                .formatted(schema);
        try (PreparedStatement insert = connection.prepareStatement(open);
                Statement statement = connection.createStatement()) {
            insert.setLong(1, openingMicros);
            insert.setInt(2, accounts.count() - 1);
            insert.executeUpdate();
            statement.execute("analyze %s.balance".formatted(schema));
        }
    }

    /** Vacuum and checkpoint between runs, so that they do not fall into the timed part. */
    public void maintain(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) %s.balance".formatted(schema));
            statement.execute("checkpoint");
        }
    }

    /** Number and sum of the charges so far. */
    public Totals charged(Connection connection) throws SQLException {
        String sql = "select count(*), coalesce(-sum(amount), 0)::bigint from %s.ledger".formatted(schema);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Totals(row.getLong(1), row.getLong(1), 0, row.getLong(2), row.getLong(2));
        }
    }

    /** Accounts whose ledger is not numbered 1, 2, 3, … or does not add up to their balance (I3). */
    public long brokenAccounts(Connection connection, long openingMicros) throws SQLException {
        String sql = """
                with folded as (
                  select account, count(*) lines, max(seq) highest, count(distinct seq) numbers, sum(amount) amount,
                    (array_agg(balance order by seq desc))[1] last
                  from %1$s.ledger group by account)
                select count(*) from %1$s.balance b left join folded f using (account)
                where b.seq <> coalesce(f.lines, 0) or b.balance <> ? + coalesce(f.amount, 0)
                  or f.highest <> f.lines or f.numbers <> f.lines or f.last <> b.balance
                """.formatted(schema);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, openingMicros);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
