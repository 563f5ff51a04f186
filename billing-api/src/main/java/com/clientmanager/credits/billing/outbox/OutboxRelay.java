package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.RegistryUnavailable;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Sends what the outbox keeps, by the rows' ids, and deletes what all in-sync replicas have. One instance at a time does it, holding an
 * advisory lock on the connection it works with. Should two overlap after a broken connection, each still sends an account's commands
 * in order, so that the engine never sees a number before the one below it.
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
    private final AvroWire<AccountCommand> commands;
    private final AvroWire<ActionPrices> prices;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private volatile boolean stopped;

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
            } catch (SQLException | KafkaException | RegistryUnavailable e) {
                if (!stopped) {
                    LOG.warnf("Sending waits and goes on by itself: %s", e.getMessage());
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("The outbox cannot be sent; it is kept and tried again", e);
            }
            pause();
        }
    }

    private void lead(Connection connection) throws SQLException, IOException {
        try (Statement listen = connection.createStatement()) {
            listen.execute("LISTEN " + Outbox.CHANNEL);
        }
        PGConnection notifications = connection.unwrap(PGConnection.class);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            try {
                while (!stopped) {
                    if (sendSome(connection, producer) == 0) {
                        notifications.getNotifications(LISTEN_MS);
                    }
                }
            } finally {
                producer.close(stopped ? PATIENCE : Duration.ZERO);
            }
        }
    }

    private int sendSome(Connection connection, KafkaProducer<byte[], byte[]> producer)
            throws SQLException, IOException {
        List<OutboxRow> waiting = OutboxRows.oldest(connection);
        List<Future<RecordMetadata>> answers = new ArrayList<>(waiting.size());
        for (OutboxRow row : waiting) {
            answers.add(producer.send(record(row)));
        }
        producer.flush();
        for (Future<RecordMetadata> answer : answers) {
            await(answer);
        }
        OutboxRows.sent(connection, waiting);
        return waiting.size();
    }

    /** Stamped by this service's clock, which a broker with LogAppendTime replaces by its own. */
    private ProducerRecord<byte[], byte[]> record(OutboxRow row) throws IOException {
        byte @Nullable [] value = row.kind() == OutboxRow.Kind.RAW ? row.payload() : wire(row);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.name(row.topic()), row.partition(), clock.millis(), row.key(), value);
        if (row.header() != null && (value == null || value.length < HEADER_ROOM)) {
            record.headers().add("replay-of", row.header().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private byte[] wire(OutboxRow row) throws IOException {
        return switch (row.topic()) {
            case ACCOUNT_COMMANDS -> commands.encode(StoredRecords.command(row.payloadOrEmpty()));
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

    private static void await(Future<RecordMetadata> answer) {
        try {
            answer.get();
        } catch (ExecutionException e) {
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
