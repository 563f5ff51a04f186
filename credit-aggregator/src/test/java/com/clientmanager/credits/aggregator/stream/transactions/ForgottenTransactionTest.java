package com.clientmanager.credits.aggregator.stream.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real brokers that forget: while a partition has no leader, 4.3.1 takes it for deleted, writes no marker and calls the
 * transaction complete (KAFKA-20734). Some marker is always owed here, which shows the defect before it shows the
 * remedy.
 */
class ForgottenTransactionTest {
    private static final String GROUP = "engine";

    @TempDir
    static Path folder;

    private static TwoBrokers brokers;

    @BeforeAll
    static void startBrokers() throws Exception {
        brokers = new TwoBrokers(folder);
    }

    @AfterAll
    static void stopBrokers() {
        brokers.close();
    }

    @Test
    void what_was_aborted_is_not_committed_by_the_next_transaction_of_its_producer() throws Exception {
        try (Situation it = new Situation("aborted")) {
            it.forget(false);
            assertThat(it.open()).hasSize(1);
            it.producer.beginTransaction();
            it.send("second");
            it.producer.commitTransaction();

            assertThat(it.committed(1)).containsExactly("second");
        }
    }

    @Test
    void what_was_committed_stays_although_the_next_transaction_is_aborted() throws Exception {
        try (Situation it = new Situation("committed")) {
            it.forget(true);
            assertThat(it.open()).hasSize(1);
            it.restart();
            it.producer.beginTransaction();
            it.send("second");
            it.producer.abortTransaction();
            it.producer.beginTransaction();
            it.send("third");
            it.producer.commitTransaction();

            assertThat(it.committed(2)).containsExactly("first", "third");
        }
    }

    @Test
    void a_successor_of_a_dead_producer_settles_as_was_decided_before_its_own_start() throws Exception {
        try (Situation it = new Situation("successor")) {
            it.forget(false);
            it.startUnguarded();
            assertThat(it.state()).isEqualTo(TransactionState.EMPTY);
            it.restart();

            assertThat(it.open()).isEmpty();
            assertThat(it.committed(0)).isEmpty();
        }
    }

    @Test
    void nothing_begins_while_the_decision_is_not_known() throws Exception {
        try (Situation it = new Situation("undecided")) {
            it.forget(true);
            OpenTransactions blind = new OpenTransactions(
                    Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers())),
                    GROUP,
                    Set.of(it.topic),
                    (id, open) -> Outcome.NOT_KNOWN,
                    Duration.ofSeconds(20));
            try (blind) {
                assertThatThrownBy(() -> blind.settle(it.id)).isInstanceOf(UndecidedTransaction.class);
            }
            assertThat(it.open()).hasSize(1);
        }
    }

    /** A topic on the second node and a producer that writes there in transactions. */
    private static final class Situation implements AutoCloseable {
        final String topic;
        final String id;
        final OpenTransactions transactions;
        GuardedProducer producer;

        Situation(String name) throws Exception {
            topic = name;
            id = GROUP + "-" + name;
            brokers.admin
                    .createTopics(List.of(new NewTopic(name, Map.of(0, List.of(2)))))
                    .all()
                    .get();
            transactions = new OpenTransactions(brokers.bootstrapServers(), GROUP, Set.of(topic));
            producer = start();
        }

        private GuardedProducer start() {
            GuardedProducer made = new GuardedProducer(unguarded(), () -> transactions.settle(id), () -> {});
            made.initTransactions();
            return made;
        }

        private KafkaProducer<byte[], byte[]> unguarded() {
            return new KafkaProducer<>(
                    Map.of("bootstrap.servers", brokers.bootstrapServers(), "transactional.id", id),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        void restart() {
            producer.close(Duration.ZERO);
            producer = start();
        }

        void startUnguarded() {
            try (KafkaProducer<byte[], byte[]> other = unguarded()) {
                other.initTransactions();
            }
        }

        /** Writes "first" and ends that while the partition has no leader; the leader then comes back. */
        void forget(boolean commit) throws Exception {
            producer.beginTransaction();
            send("first");
            producer.flush();
            brokers.killSecond();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
            TransactionState end = commit ? TransactionState.COMPLETE_COMMIT : TransactionState.COMPLETE_ABORT;
            TwoBrokers.until(() -> state() == end);
            brokers.startSecond();
            TwoBrokers.until(() -> open().size() == 1);
        }

        void send(String value) {
            var unused = producer.send(new ProducerRecord<>(topic, 0, null, value.getBytes(StandardCharsets.UTF_8)));
        }

        TransactionState state() throws Exception {
            return brokers.admin
                    .describeTransactions(List.of(id))
                    .description(id)
                    .get()
                    .state();
        }

        List<OpenTransaction> open() throws Exception {
            return transactions.open(one -> true);
        }

        List<String> committed(int atLeast) throws Exception {
            TopicPartition partition = new TopicPartition(topic, 0);
            List<String> values = new ArrayList<>();
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", brokers.bootstrapServers(), "isolation.level", "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                TwoBrokers.until(() -> {
                    consumer.poll(Duration.ofMillis(100))
                            .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
                    return values.size() >= atLeast
                            && consumer.position(partition)
                                    >= consumer.endOffsets(List.of(partition)).get(partition);
                });
            }
            return values;
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
            transactions.close();
        }
    }
}
