package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.RegistryUnavailableException;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which schema ids the registry has answered for. Loads every registered version of the inputs' schemas into the
 * client's cache, at the start and again every minute, and asks for any other id on a thread of its own, so that no
 * stream thread waits for an outage to end (R4, decision 0014).
 *
 * <p>An id that the registry does not know is settled too, for as long as the client remembers that answer: its record
 * is rejected as unreadable.
 */
final class KnownSchemas implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownSchemas.class);
    private static final List<Topic> INPUTS = List.of(Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS, Topic.RATE_CARD);
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;
    private static final int NOT_FOUND = 404;
    private static final long MISSING_IS_FRESH_NANOS = Duration.ofSeconds(10).toNanos();
    /** A flood of records with garbage for an id must not fill the heap. */
    private static final int MOST_MISSING = 10_000;

    private final SchemaRegistryClient registry;
    private final String prefix;
    private final Set<Integer> known = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> missingSince = new ConcurrentHashMap<>();
    private final Set<Integer> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService asking;
    private volatile boolean away;
    private long pauseMs = FIRST_PAUSE_MS;

    KnownSchemas(SchemaRegistryClient registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
        this.asking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("credits-schemas").daemon().factory());
    }

    /** Begins to look for new versions of the inputs' schemas. */
    void start() {
        var unused = asking.scheduleWithFixedDelay(
                this::refresh, REFRESH.toMillis(), REFRESH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Asks for the versions of all inputs that have not been asked for yet.
     *
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    void load() {
        for (Topic topic : INPUTS) {
            String subject = topic.subject(prefix);
            try {
                for (int version : registry.getAllVersions(subject)) {
                    load(subject, version);
                }
            } catch (IOException | RestClientException e) {
                throw new RegistryUnavailableException(
                        "the schemas of " + subject + " could not be asked for: " + e.getMessage(), e);
            }
        }
    }

    private void load(String subject, int version) throws IOException, RestClientException {
        String name = subject + "/" + version;
        if (!loaded.contains(name)) {
            int id = registry.getSchemaMetadata(subject, version).getId();
            registry.getSchemaById(id);
            known.add(id);
            loaded.add(name);
        }
    }

    /** Whether the registry has said what this schema is; it stays so. */
    boolean isKnown(int id) {
        return known.contains(id);
    }

    /** Whether a record with this schema id can be decoded, or rejected, without asking the registry now. */
    boolean isSettled(int id) {
        // Ids begin with 1: the decoder refuses any other without asking.
        if (id <= 0 || isKnown(id)) {
            return true;
        }
        Long since = missingSince.get(id);
        return since != null && System.nanoTime() - since < MISSING_IS_FRESH_NANOS;
    }

    /** Whether the registry's last word about this id was that there is no such schema. */
    boolean isMissing(int id) {
        return missingSince.containsKey(id);
    }

    /**
     * Asks for these ids, in the background for as long as it takes. Returns once they are settled, at the latest after
     * {@code patience}, and at once while the registry is known to be away; {@link #isSettled} then says which ones
     * are.
     */
    void ask(Collection<Integer> ids, Duration patience) {
        wanted.addAll(ids);
        if (away) {
            return;
        }
        try {
            asking.submit(this::answerUnlessAway).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException unanswered) {
            LOG.debug("The schema registry has not said yet what schemas {} are", ids);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking for schemas failed", e.getCause());
        }
    }

    /** While the registry is away, one retry is always planned already. */
    private void answerUnlessAway() {
        if (!away) {
            answer();
        }
    }

    /** Runs on the asking thread alone, as all that changes {@code away}. */
    private void answer() {
        for (int id : List.copyOf(wanted)) {
            if (!isAnswered(id)) {
                away = true;
                later();
                return;
            }
            wanted.remove(id);
        }
        if (away) {
            LOG.info("The schema registry answers again");
        }
        away = false;
        pauseMs = FIRST_PAUSE_MS;
    }

    private boolean isAnswered(int id) {
        try {
            registry.getSchemaById(id);
            known.add(id);
            missingSince.remove(id);
            return true;
        } catch (RestClientException e) {
            if (e.getStatus() != NOT_FOUND) {
                return isNotAnswered(id, e);
            }
            if (missingSince.size() >= MOST_MISSING) {
                missingSince.clear();
            }
            missingSince.put(id, System.nanoTime());
            return true;
        } catch (IOException | RuntimeException e) {
            return isNotAnswered(id, e);
        }
    }

    private boolean isNotAnswered(int id, Exception why) {
        if (!away) {
            LOG.warn("The schema registry cannot be asked what schema {} is: {}", id, why.toString());
        }
        return false;
    }

    private void later() {
        if (asking.isShutdown()) {
            return;
        }
        var unused = asking.schedule(this::answer, pauseMs, TimeUnit.MILLISECONDS);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }

    private void refresh() {
        try {
            load();
        } catch (RuntimeException e) {
            LOG.debug("New schemas were not looked for: {}", e.toString());
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
