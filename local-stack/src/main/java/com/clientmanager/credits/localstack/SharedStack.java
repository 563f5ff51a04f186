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
 * One stack for all test JVMs of a checkout. The first to ask starts it, in a process of its own ({@link SharedStackKeeper});
 * each that asks holds a shared file lock until it ends, and the keeper stops the stack some time after the last is gone.
 * Tests keep apart by topic prefixes and databases of their own.
 */
public final class SharedStack {
    static final String KEEPER = "keeper";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Set<FileChannel> LEASES = ConcurrentHashMap.newKeySet();
    private static @Nullable Addresses known;

    private SharedStack() {}

    /** Joins the running stack or starts it. The default database of it belongs to nobody: see {@link #freshDatabase}. */
    public static synchronized Addresses addresses() {
        Addresses addresses = known;
        if (addresses == null) {
            addresses = join(folder());
            known = addresses;
        }
        return addresses;
    }

    /** The stack with an empty database of the caller's own. */
    public static Addresses freshDatabase() {
        Addresses shared = addresses();
        String name = "t_" + unique();
        int port = URI.create(shared.jdbcUrl().substring("jdbc:".length())).getPort();
        Postgres.createDatabase(port, name);
        return shared.withDatabase(name);
    }

    /** A prefix for topic names, group ids and application ids that no other test uses. */
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
                    FileLock lock = lockPatiently(channel)) {
                Optional<Addresses> running = running(folder);
                return running.isPresent() && lock.isValid() ? running.get() : startKeeper(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never closed: the operating system gives it back when this JVM ends, however it ends. */
    private static void holdLease(Path folder) throws IOException {
        FileChannel channel = open(leaseFile(folder));
        LEASES.add(channel);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException heldByThisJvm) {
            // Another class loader of it (Quarkus tests have several) came first. Closing this channel would give back
            // that lock too.
        }
    }

    private static FileLock lockPatiently(FileChannel channel) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
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
                .filter(SharedStack::answers);
    }

    private static boolean answers(Addresses addresses) {
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
        Waiting.whileAlive(keeper, PATIENCE, () -> AddressFile.read(folder).isPresent());
        return AddressFile.read(folder).orElseThrow();
    }

    static Path leaseFile(Path folder) {
        return folder.resolve("lease.lock");
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
