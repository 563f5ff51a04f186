package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Projects one set of partitions while it holds that set's advisory lock, on the very connection it writes with: when the connection
 * breaks, lock and transaction end together. Each poll is one transaction of rows and offsets.
 */
final class ProjectionWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(ProjectionWorker.class);
    private static final long LOCKS = 7_100;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MS = 1_000;
    private static final long MARK_NANOS = Duration.ofSeconds(1).toNanos();

    private final int number;
    private final DataSource dataSource;
    private final Topics topics;
    private final ProjectionSettings settings;
    private final ProjectionState state;
    private final List<ProjectedLines> listeners;
    private volatile boolean stopped;
    private long markedAt;

    ProjectionWorker(
            int number, Source source, ProjectionSettings settings, ProjectionState state, List<ProjectedLines> told) {
        this.number = number;
        this.dataSource = source.dataSource();
        this.topics = source.topics();
        this.settings = settings;
        this.state = state;
        this.listeners = List.copyOf(told);
    }

    /** From where to where. */
    record Source(Topics topics, DataSource dataSource) {}

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Connection connection = dataSource.getConnection()) {
                lead(connection);
            } catch (ProjectionStopped e) {
                LOG.errorf(e, "PROJECTION %d STOPPED, nothing is skipped: %s", number, e.getMessage());
                state.stopped(number, String.valueOf(e.getMessage()));
                return;
            } catch (SQLException | KafkaException | RegistryUnavailable | ProjectionOvertaken e) {
                if (!stopped) {
                    LOG.warnf("Projection %d waits and goes on by itself: %s", number, e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "Projection %d failed and starts again", number);
            }
            pause();
        }
    }

    private void lead(Connection connection) throws SQLException {
        if (!tryLock(connection)) {
            return;
        }
        try (TopicReader reader = new TopicReader(topics, settings, number)) {
            Map<Place, Long> stored = new HashMap<>(StoredOffsets.read(connection));
            reader.seek(stored);
            connection.setAutoCommit(false);
            while (!stopped) {
                step(connection, reader, stored);
            }
        } finally {
            release(connection);
        }
    }

    private void step(Connection connection, TopicReader reader, Map<Place, Long> stored) throws SQLException {
        Batch batch = reader.poll(POLL);
        Map<Place, Long> positions = reader.positions();
        positions.entrySet().removeIf(position -> position.getValue().equals(stored.get(position.getKey())));
        try {
            if (!positions.isEmpty()) {
                write(connection, batch);
                StoredOffsets.move(connection, stored, positions);
                connection.commit();
                stored.putAll(positions);
                state.projected(batch);
            }
            if (reader.isAtTheEnd() && System.nanoTime() - markedAt > MARK_NANOS) {
                StoredOffsets.currentTo(connection, stored.keySet());
                connection.commit();
                markedAt = System.nanoTime();
            }
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private void write(Connection connection, Batch batch) throws SQLException {
        Heads heads = Heads.read(connection, batch.lines());
        List<LedgerEntryPosted> fresh = heads.accept(batch.lines());
        if (!fresh.isEmpty()) {
            LedgerProjector.write(connection, fresh);
            UsageRollup.write(connection, fresh, heads);
            heads.write(connection);
            tell(connection, fresh);
        }
        if (!batch.balances().isEmpty()) {
            BalanceProjector.write(connection, batch.balances());
        }
        RejectionProjector.write(connection, batch.rejections(), heads.opened());
    }

    private void tell(Connection connection, List<LedgerEntryPosted> fresh) throws SQLException {
        if (listeners.isEmpty()) {
            return;
        }
        List<LedgerEntryPosted> notCharges =
                fresh.stream().filter(line -> !line.getType().equals("CHARGE")).toList();
        if (!notCharges.isEmpty()) {
            for (ProjectedLines listener : listeners) {
                listener.projected(connection, notCharges);
            }
        }
    }

    private boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCKS + number);
            try (ResultSet answer = lock.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static void release(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        try (Statement unlock = connection.createStatement()) {
            unlock.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    private void pause() {
        try {
            if (!stopped) {
                Thread.sleep(RETRY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
