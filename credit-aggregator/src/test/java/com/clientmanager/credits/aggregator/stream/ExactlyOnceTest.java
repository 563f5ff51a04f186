package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRejected;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no test driver can show: the real broker, transactions that end badly, and state that is lost and restored. */
class ExactlyOnceTest {
    private static final int ACCOUNTS = 6;
    private static final long UNIT_MICROS = 4_000_000;

    @TempDir
    Path folder;

    @Test
    void a_crash_between_flush_and_commit_loses_nothing_and_charges_nothing_twice() throws Exception {
        try (BrokerKit kit = ready(2)) {
            CrashingAtCommit clients = new CrashingAtCommit();
            kit.start(kit.config(folder.resolve("a"), 1, 0), clients);
            int events = 0;
            for (int crash = 0; crash < 3; crash++) {
                events = sendWithRepeats(kit, events, 300);
                clients.crashes.incrementAndGet();
                events = sendWithRepeats(kit, events, 300);
                BrokerKit.until("the crash happens", () -> clients.crashes.get() == 0);
            }

            assertEachChargedOnce(kit, events);
        }
    }

    @Test
    void a_standby_takes_over_and_the_tasks_come_back_without_a_double_charge() throws Exception {
        try (BrokerKit kit = ready(2)) {
            AggregatorConfig one = kit.config(folder.resolve("one"), 1, 1);
            AggregatorConfig two = kit.config(folder.resolve("two"), 1, 1);
            CreditAggregator first = kit.start(one);
            kit.start(two);
            int events = sendWithRepeats(kit, 0, 3_000);
            kit.read(Topic.CREDIT_LEDGER, events + ACCOUNTS);
            first.close();
            events = sendWithRepeats(kit, events, 1_500);
            kit.read(Topic.CREDIT_LEDGER, events + ACCOUNTS);
            kit.start(one);
            events = sendWithRepeats(kit, events, 1_500);

            assertEachChargedOnce(kit, events);
        }
    }

    /**
     * Decision 0018: what RocksDB is owed is paid when a task closes, since nobody reads it from the changelog again.
     */
    @Test
    void accounts_that_nobody_used_since_are_as_they_were_after_a_clean_restart() throws Exception {
        try (BrokerKit kit = ready(2)) {
            AggregatorConfig config = kit.config(folder.resolve("restarted"), 1, 0)
                    .withMemory(new AggregatorConfig.Memory(2, 1, 2_048, 64L * 1024 * 1024));
            CreditAggregator first = kit.start(config);
            int events = sendWithRepeats(kit, 0, 120);
            kit.read(Topic.CREDIT_LEDGER, events + ACCOUNTS);
            first.close();
            Recording clients = new Recording();
            kit.start(config, clients);
            events = sendWithRepeats(kit, events, ACCOUNTS);

            assertEachChargedOnce(kit, events);
            assertThat(clients.restored())
                    .as("accounts read from the changelog")
                    .isZero();
        }
    }

    @Test
    void a_killed_process_is_taken_up_by_its_successor() throws Exception {
        try (BrokerKit kit = ready(2)) {
            Process child = startProcess(kit, folder.resolve("killed"));
            int events;
            try {
                events = sendWithRepeats(kit, 0, 2_500);
                kit.read(Topic.CREDIT_LEDGER, ACCOUNTS + 500);
            } finally {
                child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            events = sendWithRepeats(kit, events, 500);
            kit.start(kit.config(folder.resolve("killed"), 1, 0));

            assertEachChargedOnce(kit, events);
        }
    }

    /**
     * Pins an internal of Kafka Streams: CachedStateStore.flushCache runs before the transaction ends
     * (WriteBehindStore).
     */
    @Test
    void what_the_stores_write_at_the_flush_belongs_to_the_transaction_that_ends() throws Exception {
        try (BrokerKit kit = ready(1)) {
            Recording clients = new Recording();
            kit.start(kit.config(folder.resolve("pin"), 1, 0), clients);
            kit.use("acct-0", "e-0", 1);
            kit.flush();
            kit.read(Topic.CREDIT_LEDGER, 1 + ACCOUNTS);

            String accounts = kit.prefix + "aggregator-accounts-changelog";
            String identities = kit.prefix + "aggregator-identities-changelog";
            BrokerKit.until(
                    "a commit after the charge",
                    () -> clients.calls().lastIndexOf("commit")
                            > clients.calls().lastIndexOf(Topic.CREDIT_LEDGER.topicName(kit.prefix)));
            List<String> calls = clients.calls();
            assertThat(calls).endsWith("commit").contains(accounts, identities);
            assertThat(calls.lastIndexOf(Topic.CREDIT_LEDGER.topicName(kit.prefix)))
                    .isLessThan(calls.lastIndexOf(accounts));
            assertThat(calls.lastIndexOf(Topic.CREDIT_BALANCES.topicName(kit.prefix)))
                    .isGreaterThan(calls.lastIndexOf(Topic.CREDIT_LEDGER.topicName(kit.prefix)));
        }
    }

    private static BrokerKit ready(int partitions) {
        BrokerKit kit = new BrokerKit(partitions);
        kit.price("sms.send", UNIT_MICROS);
        for (int account = 0; account < ACCOUNTS; account++) {
            kit.open("acct-" + account, 1_000, Instant.now());
        }
        kit.flush();
        return kit;
    }

    /** Sends new events, each third one followed by a copy of an older event; returns how many events there are now. */
    private static int sendWithRepeats(BrokerKit kit, int from, int count) {
        for (int i = from; i < from + count; i++) {
            kit.use("acct-" + i % ACCOUNTS, "e-" + i, 1);
            if (i % 3 == 0) {
                int old = i * 7 % (i + 1);
                kit.use("acct-" + old % ACCOUNTS, "e-" + old, 1);
            }
        }
        kit.flush();
        return from + count;
    }

    private static void assertEachChargedOnce(BrokerKit kit, int events) {
        List<LedgerEntryPosted> lines = kit.read(Topic.CREDIT_LEDGER, events + ACCOUNTS);
        List<LedgerEntryPosted> charges =
                lines.stream().filter(line -> line.getType().equals("CHARGE")).toList();
        assertThat(charges.stream()
                        .map(LedgerEntryPosted::getEventId)
                        .distinct()
                        .count())
                .isEqualTo(events);
        assertThat(charges).hasSize(events);
        assertThat(kit.<UsageRejected>read(Topic.USAGE_REJECTED, 0)).isEmpty();
        Map<String, AccountBalance> balances = new HashMap<>();
        kit.<AccountBalance>read(Topic.CREDIT_BALANCES, ACCOUNTS).forEach(b -> balances.put(b.getAccount(), b));
        for (int account = 0; account < ACCOUNTS; account++) {
            assertGapless(lines, balances, "acct-" + account);
        }
    }

    private static void assertGapless(
            List<LedgerEntryPosted> lines, Map<String, AccountBalance> balances, String account) {
        List<LedgerEntryPosted> mine = new ArrayList<>(
                lines.stream().filter(line -> line.getAccount().equals(account)).toList());
        mine.sort(Comparator.comparingLong(LedgerEntryPosted::getSeq));
        long balance = 0;
        for (int i = 0; i < mine.size(); i++) {
            balance += mine.get(i).getAmountMicros();
            assertThat(mine.get(i).getSeq()).isEqualTo(i + 1L);
            assertThat(mine.get(i).getBalanceMicros()).isEqualTo(balance);
        }
        assertThat(balances.get(account).getLedgerSeq()).isEqualTo(mine.size());
        assertThat(balances.get(account).getAvailableMicros()
                        - balances.get(account).getOverdraftMicros())
                .isEqualTo(balance);
    }

    private static Process startProcess(BrokerKit kit, Path stateDir) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AggregatorChild.class.getName(),
                        kit.addresses.bootstrapServers(),
                        kit.addresses.registryUrl(),
                        kit.prefix,
                        stateDir.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/aggregator-child.log"))
                .start();
    }

    /**
     * Clients whose producer throws instead of committing, as often as it is told to: all is flushed, nothing is
     * committed.
     */
    private static final class CrashingAtCommit extends DefaultKafkaClientSupplier {
        final AtomicInteger crashes = new AtomicInteger();

        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public void commitTransaction() {
                    if (crashes.get() > 0) {
                        crashes.decrementAndGet();
                        throw new IllegalStateException("crashed between flush and commit");
                    }
                    super.commitTransaction();
                }
            };
        }
    }

    /** Clients whose producer notes where it sends and when it commits. */
    private static final class Recording extends DefaultKafkaClientSupplier {
        private final List<String> calls = new ArrayList<>();
        private final AtomicInteger restored = new AtomicInteger();

        int restored() {
            return restored.get();
        }

        @Override
        public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                @Override
                public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
                    for (TopicPartition partition : records.partitions()) {
                        if (partition.topic().endsWith("accounts-changelog")) {
                            restored.addAndGet(records.records(partition).size());
                        }
                    }
                    return records;
                }
            };
        }

        synchronized List<String> calls() {
            return List.copyOf(calls);
        }

        private synchronized void note(String call) {
            calls.add(call);
        }

        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                    note(record.topic());
                    return super.send(record, callback);
                }

                @Override
                public void commitTransaction() {
                    super.commitTransaction();
                    note("commit");
                }
            };
        }
    }
}
