package com.clientmanager.credits.billing.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Stops the start on a database whose Flyway history began before 0.9.0, when the migrations began anew. */
public final class RefuseOldTables implements Callback {
    /** Of the first migration since 0.9.0; before, the first one was called "core". */
    private static final String FIRST = "audit";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_VALIDATE || event == Event.BEFORE_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            if (!isThere(statement)) {
                return;
            }
            try (ResultSet first =
                    statement.executeQuery("SELECT description FROM flyway_schema_history WHERE version = '1'")) {
                if (first.next() && !FIRST.equals(first.getString(1))) {
                    throw new FlywayException("The database has the tables of a release before 0.9.0, which this"
                            + " release does not read: go back to that release, or run `make reset`, which forgets all"
                            + " local data");
                }
            }
        } catch (SQLException e) {
            throw new FlywayException("The Flyway history cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String getCallbackName() {
        return "refuse-old-tables";
    }

    private static boolean isThere(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
            return found.next() && found.getBoolean(1);
        }
    }
}
