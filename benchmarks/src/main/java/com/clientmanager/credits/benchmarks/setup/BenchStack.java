package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.baseline.BaselinePlan;
import com.clientmanager.credits.benchmarks.load.AccountDistribution;
import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Futures;
import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.CpuClock;
import com.clientmanager.credits.benchmarks.report.Durability;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.Part;
import com.clientmanager.credits.localstack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;

/** Broker, registry and PostgreSQL in an empty folder, PostgreSQL tuned for this load. */
public final class BenchStack implements AutoCloseable {
    /**
     * What an experienced operator would set on a small machine for many writes; fsync and full_page_writes stay on.
     */
    private static final List<String> TUNING = List.of(
            "shared_buffers = '1GB'",
            "wal_level = minimal",
            "max_wal_senders = 0",
            "max_wal_size = '8GB'",
            "wal_buffers = '64MB'",
            "checkpoint_timeout = '30min'",
            "work_mem = '64MB'",
            "jit = off");

    private static final String BROKER = "broker";

    private final LocalStack stack;
    private final Path folder;

    private BenchStack(LocalStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    /** Deletes the folder and starts a stack in it. */
    public static BenchStack start(Path folder) {
        delete(folder);
        LocalStack stack = LocalStack.start(StackOptions.in(folder)
                .durable()
                .withBrokerFlags("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch"));
        BenchStack started = new BenchStack(stack, folder.toAbsolutePath().normalize());
        try {
            started.tunePostgres();
        } catch (SQLException e) {
            stack.close();
            throw new IllegalStateException(e);
        }
        return started;
    }

    private void tunePostgres() throws SQLException {
        Addresses at = stack.addresses();
        try (Connection connection = DriverManager.getConnection(at.jdbcUrl(), at.dbUser(), at.dbPassword());
                Statement statement = connection.createStatement()) {
            for (String setting : TUNING) {
                statement.execute("alter system set " + setting);
            }
        }
        stack.stop(Part.REGISTRY);
        stack.stop(Part.POSTGRES);
        stack.start(Part.POSTGRES);
        stack.start(Part.REGISTRY);
    }

    public String postgresVersion() {
        Addresses at = stack.addresses();
        try (Connection connection = DriverManager.getConnection(at.jdbcUrl(), at.dbUser(), at.dbPassword())) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Addresses addresses() {
        return stack.addresses();
    }

    public Path folder() {
        return folder;
    }

    public BaselinePlan.Database database(boolean waitsForDisk, int batch) {
        Addresses at = addresses();
        return new BaselinePlan.Database(at.jdbcUrl(), at.dbUser(), at.dbPassword(), waitsForDisk, batch);
    }

    /** A clock for broker and PostgreSQL. */
    public CpuClock cpu() {
        CpuClock clock = new CpuClock();
        for (String part : List.of(BROKER, "postgres")) {
            ChildProcess.find(part, folder).ifPresent(process -> clock.with(part, process.pid()));
        }
        return clock;
    }

    public long brokerPid() {
        return ChildProcess.find(BROKER, folder).orElseThrow().pid();
    }

    /** A topic set with Zipf-distributed events. */
    public TopicSet zipf(String prefix, int accounts) {
        return topics(prefix, accounts, new AccountDistribution.Zipf(accounts));
    }

    /** A topic set with uniformly distributed events. */
    public TopicSet uniform(String prefix, int accounts) {
        return topics(prefix, accounts, new AccountDistribution.Uniform(accounts));
    }

    public TopicSet topics(String prefix, int accounts, AccountDistribution distribution) {
        return new TopicSet(addresses(), prefix, new Accounts(accounts, Sizes.PARTITIONS), distribution);
    }

    /** Sets flush.messages of every topic, including internal ones. */
    public void apply(Durability durability) {
        AlterConfigOp operation = new AlterConfigOp(
                new ConfigEntry("flush.messages", "1"),
                durability.waitsForDisk() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses().bootstrapServers()))) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (String topic : Futures.get(
                    admin.listTopics(new ListTopicsOptions().listInternal(true)).names())) {
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(operation));
            }
            var unused = Futures.get(admin.incrementalAlterConfigs(changes).all());
        }
    }

    @Override
    public void close() {
        stack.close();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
