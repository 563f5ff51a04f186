package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.IsolateFailure.Failed;
import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import com.clientmanager.credits.billing.topics.Topics;
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
import org.jboss.logging.Logger;

/**
 * Projects one set of partitions while it holds that set's advisory lock. Each poll is one transaction of rows and
 * offsets. The lock only
 * spares work: should its connection break and another instance begin, the offsets, which are moved on only from
 * where this worker read
 * them, let one of the two commit.
 *
 * <p>An outage is waited for. A record that cannot be stored stops its partition, and only that one, until an
 * operator skips the record.
 */
final class ProjectionWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(ProjectionWorker.class);
    private static final long LOCKS = 7_100;
    private static final Duration POLL = Duration.ofMillis(200);
    /**
     * How long records gather before the next poll, unless there were {@link #MANY}. An engine's transaction ends on
     * one partition after
     * the other: without this each of the ends would be fetched, and stored, by itself.
     */
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final int MANY = 1_000;
    private static final int MAX_SILENT_FAILURES = 3;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long MARK_NANOS = Duration.ofSeconds(1).toNanos();

    private final int number;
    private final DataSource dataSource;
    private final EngineProgress engine;
    private final Topics topics;
    private final ProjectionSettings settings;
    private final ProjectionState state;
    private final BatchWriter writer;
    private final IsolateFailure isolate;
    private final Map<Place, Long> stops = new HashMap<>();
    private volatile boolean stopped;
    private int failures;
    private long markedAt;
    private Optional<Instant> workedOffTo = Optional.empty();

    ProjectionWorker(
            int number,
            Source source,
            ProjectionSettings settings,
            ProjectionState state,
            List<LedgerFollower> followers) {
        this.number = number;
        this.dataSource = source.dataSource();
        this.engine = source.engine();
        this.topics = source.topics();
        this.settings = settings;
        this.state = state;
        this.writer = new BatchWriter(dataSource, state, followers);
        this.isolate = new IsolateFailure(writer, record -> ProjectionStops.isSkipped(dataSource, record));
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
                state.stopped(name(), String.valueOf(e.getMessage()));
                return;
            } catch (SQLException | RuntimeException | StackOverflowError e) {
                failed(e);
            }
            pause(RETRY);
        }
    }

    /** An outage is waited for; anything else that repeats makes the service unwell, though it is tried on. */
    private void failed(Throwable e) {
        if (stopped) {
            return;
        }
        if (Outage.is(e)) {
            LOG.warnf("Projection %d waits and goes on by itself: %s", number, e.getMessage());
            return;
        }
        LOG.errorf(e, "Projection %d failed and starts again", number);
        failures++;
        if (failures >= MAX_SILENT_FAILURES) {
            state.stopped(name(), "failed " + failures + " times and is tried on: " + Outage.reason(e));
        }
    }

    private String name() {
        return "worker " + number;
    }

    private void lead(Connection lock) throws SQLException {
        List<Place> places = TopicReader.places(settings, number);
        state.watch(places);
        boolean leads = tryLock(lock);
        // Who leads finds out anew where it cannot go on; who does not says nothing of it.
        stops.clear();
        places.forEach(place -> state.goesOn(place.name()));
        if (!leads) {
            return;
        }
        try (TopicReader reader = new TopicReader(topics, settings, number)) {
            ProjectionStops.forget(lock, places);
            Map<Place, Long> stored = new HashMap<>(StoredOffsets.read(lock));
            reader.seek(stored);
            while (!stopped) {
                if (step(lock, reader, stored) < MANY) {
                    pause(GATHER);
                }
                if (failures > 0) {
                    failures = 0;
                    state.goesOn(name());
                }
            }
        } finally {
            release(lock);
        }
    }

    /** Polls once and stores what came; returns how many records that were. */
    private int step(Connection lock, TopicReader reader, Map<Place, Long> stored) throws SQLException {
        List<Polled> polled = reader.poll(POLL);
        Map<Place, Long> positions = reader.positions();
        positions.keySet().removeAll(stops.keySet());
        positions.entrySet().removeIf(position -> position.getValue().equals(stored.get(position.getKey())));
        if (!positions.isEmpty()) {
            store(lock, reader, stored, positions, polled);
        }
        if (System.nanoTime() - markedAt > MARK_NANOS) {
            markedAt = System.nanoTime();
            goOnAfterSkips(lock, reader, stored);
            if (stops.isEmpty() && reader.isAtTheEnd() && workedOffTo.isPresent()) {
                // Also finds out that the lock's connection is gone.
                StoredOffsets.currentTo(lock, stored.keySet(), workedOffTo.get());
            }
            // Used a second from now, when what the engine wrote until then has been read.
            workedOffTo = engine.workedOffTo();
        }
        return polled.size();
    }

    private void store(
            Connection lock,
            TopicReader reader,
            Map<Place, Long> stored,
            Map<Place, Long> positions,
            List<Polled> polled)
            throws SQLException {
        try {
            writer.write(stored, positions, polled);
            stored.putAll(positions);
            return;
        } catch (RuntimeException | StackOverflowError e) {
            if (Outage.is(e)) {
                throw e;
            }
            LOG.warnf("Projection %d looks for the record that cannot be stored: %s", number, Outage.reason(e));
        }
        for (Failed failed : isolate.store(polled, stored, positions)) {
            stopAt(lock, reader, failed);
        }
    }

    private void stopAt(Connection lock, TopicReader reader, Failed failed) throws SQLException {
        Polled record = failed.record();
        LOG.errorf(
                failed.cause(),
                "PROJECTION OF %s STOPPED at record %s, nothing is skipped and other partitions go on: %s",
                record.place().name(),
                record.name(),
                failed.reason());
        state.stopped(record.place().name(), "stopped at record " + record.name() + ": " + failed.reason());
        stops.put(record.place(), record.offset());
        reader.pauseAt(record.place(), record.offset());
        ProjectionStops.write(lock, record, failed.reason());
    }

    /** Where an operator skipped the record, the offset in the table has moved beyond it. */
    private void goOnAfterSkips(Connection lock, TopicReader reader, Map<Place, Long> stored) throws SQLException {
        if (stops.isEmpty()) {
            return;
        }
        Map<Place, Long> now = StoredOffsets.read(lock);
        for (Map.Entry<Place, Long> stop : Map.copyOf(stops).entrySet()) {
            Place place = stop.getKey();
            long next = now.getOrDefault(place, 0L);
            if (next > stop.getValue()) {
                LOG.warnf("Projection of %s goes on at offset %d, since its record was skipped", place.name(), next);
                stops.remove(place);
                stored.put(place, next);
                reader.resumeAt(place, next);
                state.goesOn(place.name());
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
