package com.clientmanager.credits.billing.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears from PostgreSQL which accounts' balances were projected, by whichever instance, and wakes the listeners of
 * those accounts. After a broken connection all listeners are woken, since something may have been missed.
 */
@ApplicationScoped
class BalanceChanges {
    private static final Logger LOG = Logger.getLogger(BalanceChanges.class);
    /** As the projection writes it; the payload is account ids, one a line. */
    private static final String CHANNEL = "credits_balance";

    private static final int LISTEN_MS = 500;
    private static final long RETRY_MS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final Map<String, Set<Runnable>> listeners = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "balance-changes");
    private volatile boolean stopped;

    BalanceChanges(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        thread.join(PATIENCE);
    }

    /** Wakes `listener`, which must return at once, whenever the account's balance may have changed. */
    void listen(String account, Runnable listener) {
        listeners.compute(account, (unused, known) -> {
            Set<Runnable> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(listener);
            return all;
        });
    }

    void forget(String account, Runnable listener) {
        listeners.computeIfPresent(account, (unused, known) -> {
            known.remove(listener);
            return known.isEmpty() ? null : known;
        });
    }

    int listening() {
        return listeners.values().stream().mapToInt(Set::size).sum();
    }

    private void run() {
        while (!stopped) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + CHANNEL);
                listeners.values().forEach(all -> all.forEach(Runnable::run));
                try {
                    hear(connection.unwrap(PGConnection.class));
                } finally {
                    statement.execute("UNLISTEN *");
                }
            } catch (SQLException e) {
                LOG.warnf("Live balances wait for the database: %s", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.error("Live balances failed and start again", e);
                pause();
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (!stopped) {
            PGNotification[] heard = connection.getNotifications(LISTEN_MS);
            if (heard != null) {
                for (PGNotification each : heard) {
                    each.getParameter().lines().forEach(this::wake);
                }
            }
        }
    }

    private void wake(String account) {
        Set<Runnable> all = listeners.get(account);
        if (all != null) {
            all.forEach(Runnable::run);
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
