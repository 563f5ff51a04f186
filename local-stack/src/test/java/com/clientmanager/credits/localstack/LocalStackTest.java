package com.clientmanager.credits.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.schemas.SchemaDeploy;
import com.clientmanager.credits.schemas.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackTest {
    @TempDir
    static Path folder;

    private LocalStack stack;
    private Addresses at;

    @BeforeAll
    void start() {
        stack = LocalStack.start(StackOptions.in(folder).durable());
        at = stack.addresses();
        SchemaDeploy.run(at.bootstrapServers(), at.registryUrl(), "", 2);
    }

    @AfterAll
    void stop() {
        stack.close();
        for (Part part : Part.values()) {
            assertThat(ChildProcess.find(part.name().toLowerCase(java.util.Locale.ROOT), folder))
                    .as(part + " left behind")
                    .isEmpty();
        }
    }

    @Test
    void a_killed_broker_comes_back_with_what_was_committed_and_without_what_was_not() {
        KafkaProducer<byte[], byte[]> producer = producer("tx-1");
        producer.initTransactions();
        producer.beginTransaction();
        send(producer, "committed");
        producer.commitTransaction();
        producer.beginTransaction();
        send(producer, "open when the broker dies");
        producer.flush();
        stack.killBroker();
        // Closing with patience would wait for a broker that this test does not start before.
        producer.close(Duration.ZERO);
        stack.startBroker();
        try (KafkaProducer<byte[], byte[]> successor = producer("tx-1")) {
            successor.initTransactions();
            successor.beginTransaction();
            send(successor, "after");
            successor.commitTransaction();
        }

        assertThat(committedUsage(2)).containsExactly("committed", "after");
    }

    @Test
    void transactions_are_of_the_second_version() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) at.bootstrapServers()))) {
            FeatureMetadata features =
                    admin.describeFeatures().featureMetadata().get(20, TimeUnit.SECONDS);
            assertThat(features.finalizedFeatures().get("transaction.version").maxVersionLevel())
                    .isEqualTo((short) 2);
        }
    }

    @Test
    void an_undeclared_topic_is_not_auto_created() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("misspelt", new byte[1]))
                            .get())
                    .hasMessageContaining("misspelt");
        }
    }

    @Test
    void schema_ids_outlive_the_registry() throws Exception {
        String subject = "/subjects/" + Topic.USAGE_RECORDED.subject("") + "/versions/latest";
        String before = get(subject);
        assertThat(before).contains("\"id\"");

        stack.stopRegistry();
        stack.startRegistry();

        assertThat(get(subject)).isEqualTo(before);
        assertThat(get("/config")).contains("FULL_TRANSITIVE");
    }

    @Test
    void a_killed_postgres_comes_back_with_what_was_committed() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (id int primary key)");
            statement.execute("insert into kept values (7)");
            stack.killPostgres();
        }
        stack.startPostgres();

        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void a_part_that_runs_is_not_started_again() {
        assertThatThrownBy(() -> stack.startBroker()).hasMessageContaining("broker is already running");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(at.jdbcUrl(), at.dbUser(), at.dbPassword());
    }

    private String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(at.registryUrl() + path)).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String value) {
        producer.send(new ProducerRecord<>(Topic.USAGE_RECORDED.topicName(""), 0, null, value.getBytes(UTF_8)));
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> config = new java.util.HashMap<>(Map.of(
                "bootstrap.servers",
                at.bootstrapServers(),
                "max.block.ms",
                20_000,
                "delivery.timeout.ms",
                20_000,
                "request.timeout.ms",
                10_000,
                "linger.ms",
                0));
        if (transactionalId != null) {
            config.put("transactional.id", transactionalId);
        } else {
            config.put("max.block.ms", 2_000);
        }
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private List<String> committedUsage(int expected) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", at.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topic.USAGE_RECORDED.topicName(""), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            Waiting.until("the committed records are readable", Duration.ofSeconds(40), () -> {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
                records.forEach(record -> values.add(new String(record.value(), UTF_8)));
                return values.size() >= expected;
            });
            return values;
        }
    }
}
