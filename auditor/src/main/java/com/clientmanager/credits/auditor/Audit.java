package com.clientmanager.credits.auditor;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.GrantBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.MalformedRecord;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRejected;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * {@code make audit}: counts every credit again from the topics and compares with the live balances and PostgreSQL. Exit status 0: no
 * difference; 1: differences, printed; 2: could not look. It may run while the system runs: what was live is read first, the ledger
 * after it, and each account is compared at the very line that the live part had reached.
 */
public final class Audit {
    private final Settings settings;
    private final PrintStream out;
    private final TopicScan scan;
    private final SchemaRegistryClient registry;
    private final Findings findings = new Findings();

    Audit(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.scan = new TopicScan(settings.bootstrapServers(), out);
        this.registry = Registry.connect(settings.registryUrl());
    }

    /** See the class comment; reads its settings from the environment, see {@code docs/operations.md}. */
    public static void main(String[] args) {
        try {
            System.exit(new Audit(Settings.from(System.getenv()), System.out).run() == 0 ? 0 : 1);
        } catch (SQLException | ExecutionException | RuntimeException e) {
            System.err.println("The audit could not look: " + e.getMessage());
            System.exit(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(2);
        }
    }

    /** The number of differences found. */
    long run() throws SQLException, ExecutionException, InterruptedException {
        String usageTopic = Topic.USAGE_RECORDED.topicName(settings.prefix());
        Map<Integer, Long> taken = takenOffsets(usageTopic);
        Map<Findings.Kind, List<Map<String, LiveFigures>>> live = live();
        Map<Integer, Long> firstOffsets = scan.firstOffsets(usageTopic);
        UsageAudit.Outcomes outcomes =
                new UsageAudit.Outcomes(new OffsetTable(firstOffsets), new OffsetTable(firstOffsets));
        CycleBook cycles = new CycleBook();
        PriceBook prices = new PriceBook();
        this.<AccountCommand>each(Topic.ACCOUNT_COMMANDS, (at, command) -> cycles.add(command));
        this.<ActionPrices>each(Topic.RATE_CARD, (at, action) -> prices.put(action));
        LedgerAudit ledger = new LedgerAudit(findings, cycles, outcomes.charges(), live);
        this.<LedgerEntryPosted>each(Topic.CREDIT_LEDGER, (at, line) -> ledger.line(at.partition(), line));
        ledger.finish();
        this.<UsageRejected>each(Topic.USAGE_REJECTED, (at, rejection) -> {
            if (rejection.getTopic().equals(usageTopic)) {
                outcomes.rejections().mark(rejection.getPartition(), rejection.getOffset(), 1);
            }
        });
        UsageAudit usage = new UsageAudit(
                findings, ledger, outcomes, prices, AvroWire.of(registry, Topic.USAGE_RECORDED, settings.prefix()));
        scan.read(usageTopic, taken, usage::usage);
        report(ledger, usage);
        return findings.total();
    }

    private void report(LedgerAudit ledger, UsageAudit usage) {
        out.println(usage.summary());
        out.printf("accounts %,d, ledger lines %,d%n", ledger.accounts().size(), ledger.lines());
        out.print(findings.report());
        out.printf("differences: %,d%n", findings.total());
    }

    private Map<Findings.Kind, List<Map<String, LiveFigures>>> live() throws SQLException {
        Map<Findings.Kind, List<Map<String, LiveFigures>>> live = new HashMap<>();
        String url = settings.jdbcUrl();
        if (url == null) {
            out.println("PostgreSQL is left out: QUARKUS_DATASOURCE_JDBC_URL is not set");
        } else {
            try (Connection snapshot = Database.snapshot(url, settings.dbUser(), settings.dbPassword())) {
                live.put(Findings.Kind.DATABASE, List.of(Database.balances(snapshot), Database.ledger(snapshot)));
            }
        }
        Map<String, LiveFigures> balances = new HashMap<>();
        this.<AccountBalance>each(
                Topic.CREDIT_BALANCES, (at, balance) -> balances.put(balance.getAccount(), figures(balance)));
        live.put(Findings.Kind.LIVE_BALANCE, List.of(balances));
        return live;
    }

    private static LiveFigures figures(AccountBalance balance) {
        Map<String, Long> left = new HashMap<>();
        for (GrantBalance grant : balance.getGrants()) {
            left.put(grant.getId(), grant.getLeftMicros());
        }
        return new LiveFigures(
                "credit.balances.v1",
                balance.getLedgerSeq(),
                balance.getAvailableMicros(),
                balance.getOverdraftMicros(),
                left,
                -1,
                LiveFigures.UNSAID);
    }

    private <T extends SpecificRecord> void each(Topic topic, BiConsumer<ConsumerRecord<byte[], byte[]>, T> consumer) {
        AvroWire<T> wire = AvroWire.of(registry, topic, settings.prefix());
        long count = scan.read(topic.topicName(settings.prefix()), record -> {
            if (record.value() == null) {
                return;
            }
            try {
                consumer.accept(record, wire.decode(record.value()));
            } catch (MalformedRecord e) {
                findings.add(
                        Findings.Kind.UNREADABLE,
                        record.topic() + "-" + record.partition() + "-" + record.offset() + ": " + e.getMessage());
            }
        });
        out.printf("%s: %,d records%n", topic.topicName(settings.prefix()), count);
    }

    private Map<Integer, Long> takenOffsets(String topic) throws ExecutionException, InterruptedException {
        Properties config = new Properties();
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        Map<Integer, Long> taken = new HashMap<>();
        try (Admin admin = Admin.create(config)) {
            admin.listConsumerGroupOffsets(settings.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (partition.topic().equals(topic) && offset != null) {
                            taken.put(partition.partition(), offset.offset());
                        }
                    });
        }
        if (taken.isEmpty()) {
            throw new IllegalStateException("consumer group " + settings.applicationId() + " has taken nothing from "
                    + topic + "; is CREDITS_APPLICATION_ID right?");
        }
        return taken;
    }
}
