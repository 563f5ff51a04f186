package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Sends what the outbox keeps, by the rows' ids, and deletes what all in-sync replicas have. One instance at a time
 * does it, holding an advisory lock on the connection it works with. Should two overlap after a broken connection, each
 * still sends an account's commands in order, so that the engine never sees a number before the one below it. What can
 * never be sent is parked: its account waits, others go on.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long LEADER_LOCK = 7_001;
    private static final int LISTEN_MS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long RETRY_MS = 1_000;
    private static final int HEADER_ROOM = 1_048_000;

    private final DataSource dataSource;
    private final Topics topics;
    private final RegistryAvroCodec<AccountCommand> commands;
    private final RegistryAvroCodec<ActionPrices> prices;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private volatile boolean stopped;
    private volatile @Nullable String trouble;

    OutboxRelay(DataSource dataSource, Topics topics, Clock clock) {
        this.dataSource = dataSource;
        this.topics = topics;
        this.clock = clock;
        this.commands = topics.wire(Topic.ACCOUNT_COMMANDS);
        this.prices = topics.wire(Topic.RATE_CARD);
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (!thread.join(PATIENCE)) {
            thread.interrupt();
            thread.join(PATIENCE);
        }
    }

    /** What keeps the whole outbox of this instance from being sent and is no outage, or null. */
    @Nullable
    String trouble() {
        return trouble;
    }

    private void run() {
        while (!stopped) {
            try (Connection connection = dataSource.getConnection()) {
                if (OutboxRows.tryLock(connection, LEADER_LOCK)) {
                    try {
                        lead(connection);
                    } finally {
                        OutboxRows.unlock(connection);
                    }
                }
            } catch (SQLException | KafkaException | RegistryUnavailableException e) {
                if (!stopped) {
                    LOG.warnf("Sending waits and goes on by itself: %s", e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.error("The outbox cannot be sent; it is kept and tried again", e);
                trouble = e.toString();
            }
            pause();
        }
    }

    private void lead(Connection connection) throws SQLException {
        try (Statement listen = connection.createStatement()) {
            listen.execute("LISTEN " + Outbox.CHANNEL);
        }
        PGConnection notifications = connection.unwrap(PGConnection.class);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            try {
                while (!stopped) {
                    int sent = sendSome(connection, producer);
                    trouble = null;
                    if (sent == 0) {
                        notifications.getNotifications(LISTEN_MS);
                    }
                }
            } finally {
                producer.close(stopped ? PATIENCE : Duration.ZERO);
            }
        }
    }

    /**
     * Sends one command of each account at most, so that one that cannot be sent never has a later one of its account
     * before it on the topic.
     *
     * @return how many rows were dealt with
     */
    private int sendSome(Connection connection, KafkaProducer<byte[], byte[]> producer) throws SQLException {
        Map<OutboxRow, Future<RecordMetadata>> answers = new LinkedHashMap<>();
        Set<String> accounts = new HashSet<>();
        int parked = 0;
        for (OutboxRow row : OutboxRows.oldest(connection)) {
            if (row.topic() == Topic.ACCOUNT_COMMANDS && !accounts.add(row.name())) {
                continue;
            }
            try {
                answers.put(row, producer.send(record(connection, row)));
            } catch (KafkaException | RegistryUnavailableException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                park(connection, row, e);
                parked++;
            }
        }
        producer.flush();
        List<OutboxRow> sent = new ArrayList<>(answers.size());
        for (Map.Entry<OutboxRow, Future<RecordMetadata>> answer : answers.entrySet()) {
            Throwable refused = refusal(answer.getValue());
            if (refused == null) {
                sent.add(answer.getKey());
            } else {
                park(connection, answer.getKey(), refused);
                parked++;
            }
        }
        OutboxRows.sent(connection, sent);
        return sent.size() + parked;
    }

    private static void park(Connection connection, OutboxRow row, Throwable reason) throws SQLException {
        LOG.errorf(
                reason,
                "OUTBOX ROW %d PARKED, it can never be sent as it is; later commands of the same account"
                        + " wait, others go on: %s, %s",
                row.id(),
                row.topic(),
                row.name());
        OutboxRows.park(connection, row, reason.toString());
    }

    /** Stamped by this service's clock, which a broker with LogAppendTime replaces by its own. */
    private ProducerRecord<byte[], byte[]> record(Connection connection, OutboxRow row)
            throws IOException, SQLException {
        byte @Nullable [] value = row.kind() == OutboxRow.Kind.RAW ? row.payload() : wire(connection, row);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.name(row.topic()), row.partition(), clock.millis(), row.key(), value);
        if (row.header() != null && (value == null || value.length < HEADER_ROOM)) {
            record.headers().add("replay-of", row.header().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private byte[] wire(Connection connection, OutboxRow row) throws IOException, SQLException {
        return switch (row.topic()) {
            case ACCOUNT_COMMANDS -> {
                AccountCommand command = StoredRecords.command(row.payloadOrEmpty());
                byte[] wire = commands.encode(command);
                IssuedCommands.reconcile(connection, command, row.payloadOrEmpty(), wire);
                yield wire;
            }
            case RATE_CARD -> prices.encode(StoredRecords.prices(row.payloadOrEmpty()));
            case USAGE_RECORDED, CREDIT_LEDGER, CREDIT_BALANCES, USAGE_REJECTED ->
                throw new IllegalStateException("no Avro record of " + row.topic() + " is written here");
        };
    }

    /** One request in flight and no end to the retries: the order of an account survives any broker outage. */
    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry("bootstrap.servers", topics.bootstrapServers()),
                        Map.entry("client.id", "billing-outbox"),
                        Map.entry("acks", "all"),
                        Map.entry("enable.idempotence", true),
                        Map.entry("max.in.flight.requests.per.connection", 1),
                        Map.entry("delivery.timeout.ms", Integer.MAX_VALUE),
                        Map.entry("max.request.size", 4 << 20),
                        Map.entry("compression.type", "lz4"),
                        Map.entry("linger.ms", 0)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Why the record can never be sent as it is, or null when it was. @throws KafkaException for everything that
     * passes
     */
    private static @Nullable Throwable refusal(Future<RecordMetadata> answer) {
        try {
            answer.get();
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException
                    || e.getCause() instanceof RecordBatchTooLargeException
                    || e.getCause() instanceof InvalidRecordException
                    || e.getCause() instanceof InvalidTimestampException) {
                return e.getCause();
            }
            throw new KafkaException("the broker refused a record: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void pause() {
        try {
            if (!stopped) {
                Thread.sleep(RETRY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
