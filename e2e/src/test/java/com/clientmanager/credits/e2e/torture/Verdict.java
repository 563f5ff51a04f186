package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.aggregator.proof.Line;
import com.clientmanager.credits.aggregator.proof.Oracle;
import com.clientmanager.credits.aggregator.proof.Outcome;
import com.clientmanager.credits.aggregator.proof.Step;
import com.clientmanager.credits.aggregator.stream.PostedOutcome;
import com.clientmanager.credits.e2e.fuzz.HostileRecords;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRejected;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts the input topics through the oracle, partition by partition, and compares every ledger line and balance with the
 * engine's.
 */
final class Verdict {
    private static final int SHOWN = 10;

    private record Place(Step step, boolean isOrder, long offset) {}

    private final Topics topics;
    private final SchemaRegistryClient registry;
    private final HostileRecords hostile;
    private final Orders orders;
    private final Map<Integer, List<Place>> inputs = new TreeMap<>();
    private final Map<Integer, Instant> latest = new HashMap<>();
    private final Map<String, List<Line>> ledgers = new TreeMap<>();
    private final Map<String, AccountBalance> balances = new HashMap<>();
    private final Map<String, Integer> rejections = new TreeMap<>();
    private final Map<String, Integer> expectedRejections = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private long events;
    private long lines;
    private int rejectedHostile;

    Verdict(Topics topics, SchemaRegistryClient registry, HostileRecords hostile, Orders orders) {
        this.topics = topics;
        this.registry = registry;
        this.hostile = hostile;
        this.orders = orders;
    }

    /** The differences, as sentences; empty when there is none. */
    List<String> differences() {
        readInputs();
        readOutputs();
        inputs.forEach((partition, places) -> {
            places.sort(Comparator.comparing((Place place) -> place.step().at())
                    .thenComparing(place -> !place.isOrder())
                    .thenComparing(Place::offset));
            List<Step> steps = new ArrayList<>();
            places.forEach(place -> steps.add(place.step()));
            steps.add(
                    new Step(latest.get(partition), steps.get(steps.size() - 1).account(), new Fact.TimePasses()));
            compare(new Oracle().run(Plan.prices(), steps));
        });
        if (!expectedRejections.equals(rejections)) {
            differences.add("rejections: expected " + expectedRejections + ", found " + rejections);
        }
        return differences.subList(0, Math.min(SHOWN, differences.size()));
    }

    String summary() {
        return String.format(
                "%,d input records, %,d of them hostile, %,d ledger lines of %,d accounts, rejected %s;"
                        + " differences with the oracle: %d",
                events, rejectedHostile, lines, ledgers.size(), rejections, differences.size());
    }

    private void readInputs() {
        RegistryAvroCodec<AccountCommand> commands = RegistryAvroCodec.of(registry, Topic.ACCOUNT_COMMANDS, "");
        topics.read(Topic.ACCOUNT_COMMANDS, record -> {
            AccountCommand command = commands.decode(record.value());
            place(record, command.getAccount(), orders.fact(command.getCommandId()), true);
        });
        topics.read(Topic.USAGE_RECORDED, record -> {
            latest.merge(
                    record.partition(),
                    Instant.ofEpochMilli(record.timestamp()),
                    (one, other) -> one.isAfter(other) ? one : other);
            if (topics.hostileAt(record.partition(), record.offset()) != null) {
                events++;
            } else {
                readUsage(record);
            }
        });
    }

    /** With Avro's generic reader: the newer schemas are read apart from what the engine reads them with. */
    private void readUsage(ConsumerRecord<byte[], byte[]> record) {
        try {
            GenericRecord usage = hostile.read(record.value());
            if ("credits.tick".equals(String.valueOf(usage.get("action"))) && (Long) usage.get("quantity") == 0) {
                return;
            }
            events++;
            Instant occurredAt = Instant.ofEpochMilli((Long) usage.get("occurredAt"));
            Fact.Uses uses = new Fact.Uses(
                    String.valueOf(usage.get("id")),
                    String.valueOf(usage.get("action")),
                    (Long) usage.get("quantity"),
                    occurredAt);
            place(record, String.valueOf(usage.get("account")), uses, false);
        } catch (AvroRuntimeException poison) {
            events++;
            expectedRejections.merge("UNREADABLE", 1, Integer::sum);
        }
    }

    private void place(ConsumerRecord<byte[], byte[]> record, String account, Fact fact, boolean isOrder) {
        if (!account.equals(new String(record.key(), StandardCharsets.UTF_8))) {
            throw new IllegalStateException("the run never sends a wrong key");
        }
        inputs.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                .add(new Place(
                        new Step(Instant.ofEpochMilli(record.timestamp()), account, fact), isOrder, record.offset()));
    }

    private void readOutputs() {
        RegistryAvroCodec<LedgerEntryPosted> ledger = RegistryAvroCodec.of(registry, Topic.CREDIT_LEDGER, "");
        topics.read(Topic.CREDIT_LEDGER, record -> {
            Line line = PostedOutcome.line(ledger.decode(record.value()));
            ledgers.computeIfAbsent(line.account(), account -> new ArrayList<>())
                    .add(line);
            lines++;
        });
        RegistryAvroCodec<AccountBalance> balance = RegistryAvroCodec.of(registry, Topic.CREDIT_BALANCES, "");
        topics.read(Topic.CREDIT_BALANCES, record -> {
            AccountBalance last = balance.decode(record.value());
            balances.put(last.getAccount(), last);
        });
        RegistryAvroCodec<UsageRejected> rejected = RegistryAvroCodec.of(registry, Topic.USAGE_REJECTED, "");
        topics.read(Topic.USAGE_REJECTED, record -> readRejection(rejected.decode(record.value())));
        if (rejectedHostile != topics.hostile()) {
            differences.add("of " + topics.hostile() + " hostile records " + rejectedHostile + " are rejected");
        }
    }

    private void readRejection(UsageRejected rejected) {
        boolean isUsage = rejected.getTopic().equals(Topic.USAGE_RECORDED.topicName(""));
        Set<String> reasons = isUsage ? topics.hostileAt(rejected.getPartition(), rejected.getOffset()) : null;
        if (reasons == null) {
            rejections.merge(rejected.getReason(), 1, Integer::sum);
            return;
        }
        rejectedHostile++;
        if (!reasons.contains(rejected.getReason())) {
            differences.add(rejected.getRejectionId() + ": expected " + reasons + ", found " + rejected.getReason());
        }
    }

    private void compare(Outcome expected) {
        expected.rejections().forEach(one -> expectedRejections.merge(one.code(), 1, Integer::sum));
        expected.ledgers()
                .forEach((account, wanted) -> compare(account, wanted, ledgers.getOrDefault(account, List.of())));
        expected.standings().forEach((account, standing) -> {
            AccountBalance live = balances.get(account);
            if (live == null || !PostedOutcome.standing(live).equals(standing)) {
                differences.add(account + ": expected " + standing + ", credit.balances.v1 says " + live);
            }
        });
    }

    private void compare(String account, List<Line> wanted, List<Line> found) {
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            Line expected = i < wanted.size() ? wanted.get(i) : null;
            Line actual = i < found.size() ? found.get(i) : null;
            if (expected == null || actual == null || !expected.equals(actual)) {
                differences.add(account + " line " + (i + 1) + ": expected " + expected + ", found " + actual);
                return;
            }
        }
    }
}
