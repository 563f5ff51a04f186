package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process that owns the stack shared by all tests: starts it empty, and stops it and exits once no test JVM has
 * held a lease for {@code CREDITS_TEST_STACK_LINGER_S} seconds (default 30).
 */
public final class SharedStackKeeper {
    private static final long POLL_INTERVAL_MS = 1000;

    private final Path folder;
    private final long lingerMs;

    private SharedStackKeeper(Path folder) {
        this.folder = folder;
        String seconds = Optional.ofNullable(System.getenv("CREDITS_TEST_STACK_LINGER_S"))
                .orElse("30");
        this.lingerMs = 1000 * Long.parseLong(seconds);
    }

    /**
     * {@code start} starts the stack ahead of the tests, {@code stop} stops it; {@code keep FOLDER} is the process
     * itself.
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "start" -> System.out.println("Test stack: " + SharedStack.addresses());
            case "stop" ->
                ChildProcess.find(SharedStack.KEEPER, SharedStack.folder()).ifPresent(ChildProcess::stop);
            case "keep" -> new SharedStackKeeper(Path.of(arguments[1])).keep();
            default -> throw new IllegalArgumentException("start, stop or keep FOLDER");
        }
    }

    private void keep() throws IOException, InterruptedException {
        delete("data");
        FileLock exclusive;
        try (LocalStack stack = LocalStack.start(StackOptions.in(folder))) {
            AddressFile.write(folder, stack.addresses());
            exclusive = waitUntilUnused();
            AddressFile.delete(folder);
        }
        delete("data");
        // Only now may the next test JVM acquire the lease, find no stack, and start one.
        exclusive.channel().close();
    }

    /** Returns with an exclusive lease. */
    private FileLock waitUntilUnused() throws IOException, InterruptedException {
        FileChannel channel = SharedStack.open(SharedStack.leaseFile(folder));
        long lastUsed = System.nanoTime();
        while (true) {
            FileLock exclusive = channel.tryLock();
            if (exclusive == null) {
                lastUsed = System.nanoTime();
            } else if (System.nanoTime() - lastUsed > lingerMs * 1_000_000) {
                return exclusive;
            } else {
                exclusive.release();
            }
            Thread.sleep(POLL_INTERVAL_MS);
        }
    }

    private void delete(String name) {
        Path unwanted = folder.resolve(name);
        if (!Files.exists(unwanted)) {
            return;
        }
        try (Stream<Path> files = Files.walk(unwanted)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
