package com.clientmanager.credits.auditor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statements against the tables that billing-api's migrations make. */
class PostgresTablesTest {
    private static final Path MIGRATIONS = Path.of("../billing-api/src/main/resources/db/migration");
    private static final String ISSUED = """
            CREATE TABLE IF NOT EXISTS issued_command (account_id text, sequence bigint, command_id text,
              command_type text, body_sha256 bytea, audit_id bigint NULL REFERENCES audit (id),
              issued_at timestamptz, PRIMARY KEY (account_id, sequence))""";

    private final Addresses stack = SharedStack.freshDatabase();

    @BeforeEach
    void migrate() throws SQLException, IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS);
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<Path> ordered = files.sorted(Comparator.comparingInt(PostgresTablesTest::number))
                    .toList();
            for (Path file : ordered) {
                statement.execute(Files.readString(file));
            }
            statement.execute(ISSUED);
        }
    }

    private static int number(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(), stack.dbUser(), stack.dbPassword());
    }

    @Test
    void every_statement_runs_and_a_table_that_is_not_there_is_said() throws SQLException {
        try (PostgresTables tables = open()) {
            for (Table table : Table.values()) {
                boolean isThere = table != Table.FLYWAY_SCHEMA_HISTORY;
                assertThat(tables.has(table)).as(table.tableName()).isEqualTo(isThere);
                if (isThere) {
                    assertThat(read(tables, table)).isEmpty();
                }
            }
            assertThatThrownBy(() -> read(tables, Table.FLYWAY_SCHEMA_HISTORY))
                    .hasMessageContaining("flyway_schema_history");
        }
    }

    @Test
    void a_ledger_row_is_read_with_its_allocations_in_order_and_its_times_in_milliseconds() throws SQLException {
        execute("""
                INSERT INTO ledger_entry (account_id, seq, type, amount_micros, balance_micros, available_micros,
                  overdraft_micros, allocations, dimensions, hold_id, grant_priority, grant_name, grant_left_micros,
                  pending_plan, command_sequence, command_type, reversed_occurred_at, occurred_at, recorded_at)
                  VALUES ('a', 1, 'CHARGE', -5, -5, 0, 5,
                  '[{"grant":"z","source":"ALLOWANCE","amountMicros":3},
                    {"grant":"b","source":"PURCHASED","amountMicros":2}]',
                  '{"b":"2","a":"1 = x"}', 'hold-1', 30, 'A pack', 4, 'starter', 7, 'ReverseCharge',
                  at_millis(1767225600456), at_millis(1767225600123), at_millis(253402300799999))""");
        try (PostgresTables tables = open()) {
            Row row = read(tables, Table.LEDGER_ENTRY).getFirst();
            assertThat(row.text("allocations")).isEqualTo("z\u001fALLOWANCE\u001f3\u001eb\u001fPURCHASED\u001f2");
            assertThat(row.number("occurred_at")).isEqualTo(1_767_225_600_123L);
            assertThat(row.numberOrNull("quantity")).isNull();
            assertThat(row.text("dimensions").split(Table.LIST)).containsExactlyInAnyOrder("a\u001f1 = x", "b\u001f2");
            assertThat(row.values())
                    .containsEntry("hold_id", "hold-1")
                    .containsEntry("grant_name", "A pack")
                    .containsEntry("pending_plan", "starter")
                    .containsEntry("command_type", "ReverseCharge")
                    .containsEntry("command_sequence", 7L)
                    .containsEntry("grant_left_micros", 4L)
                    .containsEntry("reversed_occurred_at", 1_767_225_600_456L);
            assertThat(row.number("grant_priority")).isEqualTo(30);
        }
    }

    @Test
    void a_balance_is_read_with_its_grants_in_order() throws SQLException {
        execute("""
                INSERT INTO balance (account_id, ledger_seq, available_micros, overdraft_micros, used_this_cycle_micros,
                  allowance_granted_micros, allowance_left_micros, grants, as_of) VALUES ('a', 1, 5, 0, 0, 0, 0,
                  '[{"id":"z","source":"PROMOTIONAL","amountMicros":9,"leftMicros":3,"priority":20,
                     "effectiveAt":"2026-01-01T00:00:00.123Z","expiresAt":"2027-01-01T00:00:00Z"},
                    {"id":"b","source":"PURCHASED","amountMicros":2,"leftMicros":2,"priority":30,"name":"A pack",
                     "effectiveAt":"2026-01-01T00:00:00Z"}]',
                  at_millis(0))""");
        try (PostgresTables tables = open()) {
            Balance balance = Balance.of(read(tables, Table.BALANCE).getFirst());
            assertThat(balance.grants().values())
                    .containsExactly(
                            new Balance.GrantState(
                                    new GrantTerms(
                                            "z", "PROMOTIONAL", 9, 1_767_225_600_123L, 1_798_761_600_000L, 20, null),
                                    3),
                            new Balance.GrantState(
                                    new GrantTerms("b", "PURCHASED", 2, 1_767_225_600_000L, null, 30, "A pack"), 2));
            assertThat(balance.held() + balance.limit() + balance.revision()).isZero();
            assertThat(balance.policy()).isNull();
        }
    }

    @Test
    void an_audit_row_and_an_issued_command_are_read() throws SQLException {
        execute("""
                INSERT INTO audit (who, account_id, what, detail) VALUES ('op', 'a', 'grant.given',
                  '{"grant":"promo-1","amount":"12.5"}'), ('op', 'a', 'account.opened', '{}')""");
        execute("INSERT INTO issued_command"
                + " (account_id, sequence, command_id, command_type, body_sha256, audit_id, issued_at)"
                + " VALUES ('a', 1, 'c', 'GrantCredits', '\\x" + "01".repeat(31) + "ff', 1, now())");
        try (PostgresTables tables = open()) {
            List<Row> audits = read(tables, Table.AUDIT);
            assertThat(audits).hasSize(1);
            assertThat(audits.getFirst().text("amount")).isEqualTo("12.5");
            byte[] sha256 = read(tables, Table.ISSUED_COMMAND).getFirst().bytes("body_sha256");
            assertThat(sha256).hasSize(32).startsWith(1, 1).endsWith(1, 0xff);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PostgresTables open() throws SQLException {
        return new PostgresTables(stack.jdbcUrl(), stack.dbUser(), stack.dbPassword());
    }

    private static List<Row> read(PostgresTables tables, Table table) {
        List<Row> rows = new ArrayList<>();
        tables.read(table, rows::add);
        return rows;
    }
}
