package com.clientmanager.credits.billing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class RefuseOldTablesTest {
    private final Addresses stack = SharedStack.freshDatabase();

    @Test
    void an_empty_database_is_migrated_and_migrated_again() {
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(9);
        assertThat(flyway().migrate().migrationsExecuted).isZero();
    }

    @Test
    void tables_of_a_release_before_0_9_0_stop_the_start_with_one_sentence() throws SQLException {
        flyway().migrate();
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), stack.dbUser(), stack.dbPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE flyway_schema_history SET description = 'core', checksum = 7 WHERE version = '1'");
        }

        assertThatThrownBy(() -> flyway().migrate())
                .rootCause()
                .hasMessageContaining("before 0.9.0")
                .hasMessageContaining("`make reset`")
                .hasMessageNotContaining("\n");
    }

    private Flyway flyway() {
        return Flyway.configure(RefuseOldTables.class.getClassLoader())
                .dataSource(stack.jdbcUrl(), stack.dbUser(), stack.dbPassword())
                .locations("classpath:db/migration")
                .callbacks(new RefuseOldTables())
                .load();
    }
}
