package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.BillingStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The billing stack with the outbox relay held back, so that a test can count the commands that were ordered. */
public class MoneyStack extends BillingStack {
    private static final int RELAY_LOCK = 7_001;
    private @Nullable Connection holdsRelay;

    @Override
    public Map<String, String> start() {
        Map<String, String> config = super.start();
        try {
            Connection connection = DriverManager.getConnection(
                    config.get("quarkus.datasource.jdbc.url"),
                    config.get("quarkus.datasource.username"),
                    config.get("quarkus.datasource.password"));
            connection.createStatement().execute("SELECT pg_advisory_lock(" + RELAY_LOCK + ")");
            holdsRelay = connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return config;
    }

    @Override
    public void stop() {
        try {
            if (holdsRelay != null) {
                holdsRelay.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        super.stop();
    }
}
