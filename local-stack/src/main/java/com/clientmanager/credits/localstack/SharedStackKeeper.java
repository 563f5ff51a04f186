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
 * The process that owns the stack all tests share: starts it empty, and ends it and itself when no test JVM has held a lease for
 * a while. {@code CREDITS_TEST_STACK_LINGER_S} (default 30) is that while, in seconds.
 */
public final class SharedStackKeeper {
    private static final long LOOK_EVERY_MS = 1000;

    private final Path folder;
    private final long lingerMs;

    private SharedStackKeeper(Path folder) {
        this.folder = folder;
        String seconds = Optional.ofNullable(System.getenv("CREDITS_TEST_STACK_LINGER_S"))
                .orElse("30");
        this.lingerMs = 1000 * Long.parseLong(seconds);
    }

    /** {@code start} starts one for the tests to come, {@code stop} ends it now; {@code keep FOLDER} is the process itself. */
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
        forget("data");
        FileLock sole;
        try (LocalStack stack = LocalStack.start(StackOptions.in(folder))) {
            AddressFile.write(folder, stack.addresses());
            sole = waitUntilUnused();
            AddressFile.delete(folder);
        }
        forget("data");
        // Only now may the next test JVM have the lease, see that there is no stack, and start one.
        sole.channel().close();
    }

    /** Returns holding the lease alone. */
    private FileLock waitUntilUnused() throws IOException, InterruptedException {
        FileChannel channel = SharedStack.open(SharedStack.leaseFile(folder));
        long usedAt = System.nanoTime();
        while (true) {
            FileLock sole = channel.tryLock();
            if (sole == null) {
                usedAt = System.nanoTime();
            } else if (System.nanoTime() - usedAt > lingerMs * 1_000_000) {
                return sole;
            } else {
                sole.release();
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private void forget(String name) {
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
