package com.clientmanager.credits.billing.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.SchemaDeploy;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What the projection must not go on after. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class HeadsTest {
    @Inject
    DataSource dataSource;

    @Inject
    EngineTopics engine;

    @Test
    void a_missing_line_stops_the_projection() throws SQLException {
        AccountStory story = new AccountStory(engine, "heads-gap");
        LedgerEntryPosted first = story.line("GRANT", 5, AccountStory.START);
        story.line("CHARGE", -1, AccountStory.START);
        LedgerEntryPosted third = story.line("CHARGE", -1, AccountStory.START);
        assertThatThrownBy(() -> accept(List.of(first, third)))
                .isInstanceOf(ProjectionStopped.class)
                .hasMessageContaining("heads-gap")
                .hasMessageContaining("3")
                .hasMessageContaining("I3");
        assertThat(accept(List.of(first, first))).hasSize(1);
    }

    @Test
    void a_balance_that_does_not_add_up_stops_the_projection() {
        AccountStory story = new AccountStory(engine, "heads-sum");
        LedgerEntryPosted first = story.line("GRANT", 5, AccountStory.START);
        LedgerEntryPosted second = story.line("CHARGE", -1, AccountStory.START);
        second.setBalanceMicros(3);
        assertThatThrownBy(() -> accept(List.of(first, second)))
                .isInstanceOf(ProjectionStopped.class)
                .hasMessageContaining("heads-sum");
    }

    @Test
    void a_record_that_cannot_be_read_stops_its_partition_and_is_named() throws Exception {
        Addresses stack = SharedStack.addresses();
        String prefix = SharedStack.freshPrefix();
        SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, 1);
        Topics topics = new Topics(stack.bootstrapServers(), stack.registryUrl(), Optional.of(prefix));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                TopicReader reader = new TopicReader(topics, new ProjectionSettings(1, 1, 100), 0)) {
            producer.send(new ProducerRecord<>(topics.name(Topic.CREDIT_LEDGER), new byte[] {1, 2, 3}))
                    .get();
            reader.seek(Map.of());
            List<Polled> polled = List.of();
            while (polled.isEmpty()) {
                polled = reader.poll(Duration.ofMillis(200));
            }
            List<Polled> found = polled;
            assertThat(found).extracting(Polled::name).containsExactly("credit.ledger.v1-0-0");
            assertThatThrownBy(() -> Batch.of(found))
                    .isInstanceOf(ProjectionStopped.class)
                    .hasMessageContaining("not in wire format");
        }
    }

    private List<LedgerEntryPosted> accept(List<LedgerEntryPosted> lines) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Heads.read(connection, lines).accept(lines);
        }
    }
}
