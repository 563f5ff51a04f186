package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One stack for all test JVMs of a checkout. The first one starts it in a separate process ({@link SharedStackKeeper}).
 * Each JVM holds a shared file lock until it exits; the keeper stops the stack some time after the last lock is
 * released. Tests are isolated by topic prefixes and databases.
 */
public final class SharedStack {
    static final String KEEPER = "keeper";
    private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(4);
    private static final Set<FileChannel> LEASES = ConcurrentHashMap.newKeySet();
    private static @Nullable Addresses cached;

    private SharedStack() {}

    /** Joins the running stack or starts it. Do not use its default database: see {@link #freshDatabase}. */
    public static synchronized Addresses addresses() {
        Addresses addresses = cached;
        if (addresses == null) {
            addresses = join(folder());
            cached = addresses;
        }
        return addresses;
    }

    /** The stack with a new, empty database. */
    public static Addresses freshDatabase() {
        Addresses shared = addresses();
        String name = "t_" + unique();
        int port = URI.create(shared.jdbcUrl().substring("jdbc:".length())).getPort();
        Postgres.createDatabase(port, name);
        return shared.withDatabase(name);
    }

    /** A unique prefix for topic names, group ids and application ids. */
    public static String freshPrefix() {
        return "t" + unique() + "-";
    }

    static Path folder() {
        return Checkout.root().resolve(".local/test-stack");
    }

    private static String unique() {
        return Long.toString(System.currentTimeMillis(), 36)
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static Addresses join(Path folder) {
        try {
            Files.createDirectories(folder);
            holdLease(folder);
            try (FileChannel channel = open(folder.resolve("start.lock"));
                    FileLock lock = lockWithRetries(channel)) {
                Optional<Addresses> running = running(folder);
                return running.isPresent() && lock.isValid() ? running.get() : startKeeper(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never closed: the operating system releases the lock when this JVM exits, even after a crash. */
    private static void holdLease(Path folder) throws IOException {
        FileChannel channel = open(leaseFile(folder));
        LEASES.add(channel);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException heldByThisJvm) {
            // Another class loader of this JVM (Quarkus tests have several) holds it. Closing this channel would
            // release
            // that lock too.
        }
    }

    private static FileLock lockWithRetries(FileChannel channel) throws IOException {
        long end = System.nanoTime() + STARTUP_TIMEOUT.toNanos();
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException anotherClassLoaderOfThisJvm) {
                if (System.nanoTime() > end) {
                    throw anotherClassLoaderOfThisJvm;
                }
                Waiting.pause();
            }
        }
    }

    private static Optional<Addresses> running(Path folder) {
        return ChildProcess.find(KEEPER, folder)
                .flatMap(keeper -> AddressFile.read(folder))
                .filter(SharedStack::responds);
    }

    private static boolean responds(Addresses addresses) {
        String broker = addresses.bootstrapServers();
        return Ports.accepts(Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1)))
                && Ports.accepts(URI.create(addresses.registryUrl()).getPort())
                && Ports.accepts(URI.create(addresses.jdbcUrl().substring("jdbc:".length()))
                        .getPort());
    }

    private static Addresses startKeeper(Path folder) throws IOException {
        ChildProcess.find(KEEPER, folder).ifPresent(ChildProcess::stop);
        AddressFile.delete(folder);
        List<String> command = List.of(
                Checkout.java(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcredits.checkout=" + Checkout.root(),
                "-cp",
                Checkout.classPath(),
                SharedStackKeeper.class.getName(),
                "keep",
                folder.toString());
        ChildProcess keeper = ChildProcess.launch(KEEPER, folder, command, Map.of());
        Waiting.whileAlive(
                keeper, STARTUP_TIMEOUT, () -> AddressFile.read(folder).isPresent());
        return AddressFile.read(folder).orElseThrow();
    }

    static Path leaseFile(Path folder) {
        return folder.resolve("lease.lock");
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
