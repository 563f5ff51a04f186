package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import com.clientmanager.credits.billing.sql.SqlFailed;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryUnavailable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Projects one set of partitions while it holds that set's advisory lock. Each poll is one transaction of rows and offsets, in which
 * followers take part. The lock only spares work: should its connection break and another instance begin, the offsets, which are moved
 * on only from where this worker read them, let one of the two commit.
 */
final class ProjectionWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(ProjectionWorker.class);
    private static final long LOCKS = 7_100;
    private static final Duration POLL = Duration.ofMillis(200);
    /**
     * How long records gather before the next poll, unless there were {@link #MANY}. An engine's transaction ends on one partition after the other: without this each
     * of the ends would be fetched, and stored, by itself.
     */
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final int MANY = 1_000;
    private static final int TRANSACTION_SECONDS = 120;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long MARK_NANOS = Duration.ofSeconds(1).toNanos();

    private final int number;
    private final DataSource dataSource;
    private final EngineProgress engine;
    private final Topics topics;
    private final ProjectionSettings settings;
    private final ProjectionState state;
    private final List<LedgerFollower> followers;
    private volatile boolean stopped;
    private long markedAt;
    private Optional<Instant> workedOffTo = Optional.empty();

    ProjectionWorker(
            int number, Source source, ProjectionSettings settings, ProjectionState state, List<LedgerFollower> told) {
        this.number = number;
        this.dataSource = source.dataSource();
        this.engine = source.engine();
        this.topics = source.topics();
        this.settings = settings;
        this.state = state;
        this.followers = List.copyOf(told);
    }

    /** From where to where, and how far the engine is. */
    record Source(Topics topics, DataSource dataSource, EngineProgress engine) {}

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
            } catch (SQLException | SqlFailed | KafkaException | RegistryUnavailable | ProjectionOvertaken e) {
                if (!stopped) {
                    LOG.warnf("Projection %d waits and goes on by itself: %s", number, e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "Projection %d failed and starts again", number);
            }
            pause(RETRY);
        }
    }

    private void lead(Connection lock) throws SQLException {
        if (!tryLock(lock)) {
            return;
        }
        try (TopicReader reader = new TopicReader(topics, settings, number)) {
            Map<Place, Long> stored = new HashMap<>(StoredOffsets.read(lock));
            reader.seek(stored);
            while (!stopped) {
                if (step(lock, reader, stored) < MANY) {
                    pause(GATHER);
                }
            }
        } finally {
            release(lock);
        }
    }

    /** Polls once and stores what came; returns how many records that were. */
    private int step(Connection lock, TopicReader reader, Map<Place, Long> stored) throws SQLException {
        Batch batch = reader.poll(POLL);
        Map<Place, Long> positions = reader.positions();
        positions.entrySet().removeIf(position -> position.getValue().equals(stored.get(position.getKey())));
        if (!positions.isEmpty()) {
            inOneTransaction(connection -> {
                // First: whoever is late waits here and writes nothing.
                StoredOffsets.move(connection, stored, positions);
                write(connection, batch);
            });
            stored.putAll(positions);
            state.projected(batch);
        }
        if (System.nanoTime() - markedAt > MARK_NANOS) {
            markedAt = System.nanoTime();
            if (reader.isAtTheEnd() && workedOffTo.isPresent()) {
                // Also finds out that the lock's connection is gone.
                StoredOffsets.currentTo(lock, stored.keySet(), workedOffTo.get());
            }
            // Used a second from now, when what the engine wrote until then has been read.
            workedOffTo = engine.workedOffTo();
        }
        return batch.size();
    }

    /** What is done with a connection inside the transaction. */
    @FunctionalInterface
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private void inOneTransaction(Work work) {
        QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).run(() -> {
            try (Connection connection = dataSource.getConnection()) {
                work.with(connection);
            } catch (SQLException e) {
                throw new SqlFailed(e);
            }
        });
    }

    private void write(Connection connection, Batch batch) throws SQLException {
        Heads heads = Heads.read(connection, batch.lines());
        List<LedgerEntryPosted> fresh = heads.accept(batch.lines());
        if (!fresh.isEmpty()) {
            LedgerProjector.write(connection, fresh);
            UsageRollup.write(connection, fresh, heads);
            heads.write(connection);
            tell(fresh);
        }
        if (!batch.balances().isEmpty()) {
            BalanceProjector.write(connection, batch.balances());
        }
        RejectionProjector.write(connection, batch.rejections(), heads.opened());
    }

    private void tell(List<LedgerEntryPosted> fresh) {
        for (LedgerEntryPosted line : fresh) {
            if (!line.getType().equals("CHARGE")) {
                followers.forEach(follower -> follower.follow(line));
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
        try (Statement unlock = connection.createStatement()) {
            unlock.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    private void pause(Duration time) {
        try {
            if (!stopped) {
                Thread.sleep(time);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
