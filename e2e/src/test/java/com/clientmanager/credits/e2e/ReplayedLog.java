package com.clientmanager.credits.e2e;

import com.clientmanager.credits.aggregator.proof.Line;
import com.clientmanager.credits.aggregator.proof.Outcome;
import com.clientmanager.credits.aggregator.stream.PostedOutcome;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Ports;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.ServiceProcess;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Casts written to fresh topics and then read by the packaged aggregator, started after the last record: its own ticks,
 * stamped with the machine's time, lie behind every scenario.
 */
final class ReplayedLog implements AutoCloseable {
    private final Pipeline pipeline;
    private final StampedTopics topics;

    private ReplayedLog(Pipeline pipeline, StampedTopics topics) {
        this.pipeline = pipeline;
        this.topics = topics;
    }

    static ReplayedLog of(RunningPipeline running, String prefix, List<Cast> casts) throws Exception {
        Path runs = Files.createDirectories(Checkout.root().resolve("e2e/target/runs"));
        Pipeline pipeline = new Pipeline(
                        running.stack().addresses(),
                        prefix,
                        Files.createTempDirectory(runs, prefix),
                        running.services().keys())
                .partitions(Stage.partitions(casts))
                .deployTopics();
        StampedTopics topics = new StampedTopics(pipeline.stack(), prefix);
        Stage stage = new Stage(topics);
        casts.forEach(stage::play);
        ServiceProcess engine = pipeline.launch(Service.CREDIT_AGGREGATOR, prefix + "engine", Ports.free());
        engine.awaitReady();
        return new ReplayedLog(pipeline, topics);
    }

    /**
     * Each account's ledger lines as they lie on the topic, once there are at least as many as {@code expected} says.
     */
    Map<String, List<ConsumerRecord<byte[], byte[]>>> ledgers(Map<String, Integer> expected) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> ledgers = new TreeMap<>();
        byAccount(topics.read(Topic.CREDIT_LEDGER, found -> {
                    Map<String, List<ConsumerRecord<byte[], byte[]>>> there = byAccount(found);
                    return expected.entrySet().stream()
                            .allMatch(one ->
                                    there.getOrDefault(one.getKey(), List.of()).size() >= one.getValue());
                }))
                .forEach(ledgers::put);
        return ledgers;
    }

    Line line(ConsumerRecord<byte[], byte[]> record) {
        return PostedOutcome.line(topics.<LedgerEntryPosted>decode(Topic.CREDIT_LEDGER, record.value()));
    }

    /**
     * The balance that was told with an account's line of this number, by account and number; not every line is told
     * of, only each commit's last.
     */
    Map<String, Map<Long, Outcome.Standing>> standings() {
        Map<String, Map<Long, Outcome.Standing>> standings = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.read(Topic.CREDIT_BALANCES, found -> true)) {
            AccountBalance balance = topics.decode(Topic.CREDIT_BALANCES, record.value());
            standings
                    .computeIfAbsent(balance.getAccount(), account -> new HashMap<>())
                    .put(balance.getLedgerSeq(), PostedOutcome.standing(balance));
        }
        return standings;
    }

    /** The usage events rejected of each account, in the log's order. */
    Map<String, List<Outcome.Rejection>> rejections(int expected) {
        List<UsageRejected> all = new ArrayList<>();
        topics.read(Topic.USAGE_REJECTED, found -> {
            all.clear();
            found.forEach(record -> all.add(topics.decode(Topic.USAGE_REJECTED, record.value())));
            all.removeIf(one -> one.getKey() == null);
            return all.size() >= expected;
        });
        all.sort((one, other) -> Long.compare(one.getOffset(), other.getOffset()));
        Map<String, List<Outcome.Rejection>> rejections = new HashMap<>();
        for (UsageRejected one : all) {
            if (one.getTopic().endsWith(Topic.USAGE_RECORDED.topicName(""))) {
                UsageRecorded usage =
                        topics.decode(Topic.USAGE_RECORDED, one.getValue().array());
                rejections
                        .computeIfAbsent(usage.getAccount(), account -> new ArrayList<>())
                        .add(new Outcome.Rejection(usage.getId(), one.getReason()));
            }
        }
        return rejections;
    }

    private static Map<String, List<ConsumerRecord<byte[], byte[]>>> byAccount(
            List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> byAccount = new HashMap<>();
        records.forEach(record -> byAccount
                .computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), account -> new ArrayList<>())
                .add(record));
        return byAccount;
    }

    @Override
    public void close() throws IOException {
        pipeline.close();
        topics.close();
    }
}
