package com.clientmanager.credits.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Polls until a condition holds; the exception on timeout names it. */
public final class Waiting {
    private static final long POLL_INTERVAL_MS = 100;

    private Waiting() {}

    /**
     * Polls every 100 ms. An exception from the condition counts as false and becomes the cause of the failure.
     *
     * @throws IllegalStateException if the condition did not hold within {@code timeout}
     */
    public static void until(String what, Duration timeout, Callable<Boolean> condition) {
        long end = System.nanoTime() + timeout.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception notYet) {
                last = notYet;
            }
            pause();
        }
        throw new IllegalStateException("Timed out after " + timeout.toSeconds() + " s: " + what, last);
    }

    /** Like {@link #until}, but fails immediately with the end of the log if the process has exited. */
    public static void whileAlive(ChildProcess process, Duration timeout, Callable<Boolean> condition) {
        until(process.name() + " is ready, see " + process.log(), timeout, () -> {
            if (!process.isAlive()) {
                throw new ProcessDiedError(process);
            }
            return condition.call();
        });
    }

    static void pause() {
        try {
            Thread.sleep(POLL_INTERVAL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
