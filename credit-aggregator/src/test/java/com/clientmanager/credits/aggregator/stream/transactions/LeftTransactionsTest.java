package com.clientmanager.credits.aggregator.stream.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.localstack.SharedStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process left open is aborted once the group has lost it, and nothing else is. */
class LeftTransactionsTest {
    private final String bootstrap = SharedStack.addresses().bootstrapServers();
    private final String group = SharedStack.freshPrefix() + "engine";
    private final String ledger = group + "-ledger";
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    private final LeftTransactions left = new LeftTransactions(admin, group);

    @BeforeEach
    void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(ledger, 1, (short) 1))).all().get();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void only_a_process_without_a_member_loses_its_transaction() throws Exception {
        String alive = group + "-" + UUID.randomUUID();
        String dead = group + "-" + UUID.randomUUID() + "-1";
        String ofAnotherApplication = group + "-2-" + UUID.randomUUID() + "-1";
        try (KafkaConsumer<byte[], byte[]> member = join(alive + "-StreamThread-1-consumer");
                KafkaProducer<byte[], byte[]> first = open(alive + "-1");
                KafkaProducer<byte[], byte[]> second = open(dead);
                KafkaProducer<byte[], byte[]> third = open(ofAnotherApplication)) {
            TwoBrokers.until(() -> {
                member.poll(Duration.ofMillis(50));
                return openForLong().containsAll(Set.of(alive + "-1", dead, ofAnotherApplication));
            });
            TwoBrokers.until(() -> {
                member.poll(Duration.ofMillis(50));
                left.end();
                return state(dead) == TransactionState.EMPTY;
            });

            assertThat(state(alive + "-1")).isEqualTo(TransactionState.ONGOING);
            assertThat(state(ofAnotherApplication)).isEqualTo(TransactionState.ONGOING);
            assertThatThrownBy(second::commitTransaction).isInstanceOf(ProducerFencedException.class);
            first.commitTransaction();
            third.commitTransaction();
        }
    }

    @Test
    void a_group_that_is_not_formed_says_nothing_of_who_is_gone() throws Exception {
        String id = group + "-" + UUID.randomUUID() + "-1";
        try (KafkaConsumer<byte[], byte[]> member = join("passer-by")) {
            TwoBrokers.until(() -> {
                member.poll(Duration.ofMillis(50));
                return !member.assignment().isEmpty();
            });
        }
        try (KafkaProducer<byte[], byte[]> producer = open(id)) {
            TwoBrokers.until(() -> openForLong().contains(id));
            left.end();

            assertThat(state(id)).isEqualTo(TransactionState.ONGOING);
            producer.commitTransaction();
        }
    }

    private KafkaConsumer<byte[], byte[]> join(String clientId) {
        KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", group, "client.id", clientId),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        member.subscribe(List.of(ledger));
        return member;
    }

    private KafkaProducer<byte[], byte[]> open(String transactionalId) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(ledger, new byte[1]));
        producer.flush();
        return producer;
    }

    private Set<String> openForLong() throws Exception {
        ListTransactionsOptions options = new ListTransactionsOptions()
                .filterStates(Set.of(TransactionState.ONGOING))
                .filterOnDuration(2_000);
        return admin.listTransactions(options).all().get().stream()
                .map(TransactionListing::transactionalId)
                .collect(Collectors.toSet());
    }

    private TransactionState state(String transactionalId) throws Exception {
        return admin.describeTransactions(List.of(transactionalId))
                .description(transactionalId)
                .get()
                .state();
    }
}
