package com.clientmanager.credits.billing.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;

class RefuseOldTablesTest {
    private final Addresses stack = SharedStack.freshDatabase();

    @Test
    void an_empty_database_and_one_of_this_history_are_taken() throws SQLException {
        try (Connection connection = connect()) {
            assertThatCode(() -> before(connection)).doesNotThrowAnyException();
            history(connection, "audit");

            assertThatCode(() -> before(connection)).doesNotThrowAnyException();
        }
    }

    @Test
    void tables_of_a_release_before_0_9_0_stop_the_start_with_one_sentence() throws SQLException {
        try (Connection connection = connect()) {
            history(connection, "core");

            assertThatThrownBy(() -> before(connection))
                    .hasMessageContaining("before 0.9.0")
                    .hasMessageContaining("`make reset`")
                    .hasMessageNotContaining("\n");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(), stack.dbUser(), stack.dbPassword());
    }

    /** The table that Flyway keeps, as far as the callback reads it. */
    private static void history(Connection connection, String firstMigration) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE flyway_schema_history (version text, description text)");
            statement.execute("INSERT INTO flyway_schema_history VALUES ('1', '" + firstMigration + "')");
        }
    }

    private static void before(Connection connection) {
        Context context = (Context) Proxy.newProxyInstance(
                RefuseOldTablesTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connection;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        new RefuseOldTables().handle(Event.BEFORE_VALIDATE, context);
    }
}
