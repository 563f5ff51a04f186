package com.clientmanager.credits.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits until a condition holds, and says what was waited for when it does not. */
public final class Waiting {
    private static final long PAUSE_MS = 100;

    private Waiting() {}

    /**
     * Polls ten times a second. An exception from the condition counts as "not yet" and becomes the cause of the failure.
     *
     * @throws IllegalStateException when it has not held within {@code atMost}
     */
    public static void until(String what, Duration atMost, Callable<Boolean> condition) {
        long end = System.nanoTime() + atMost.toNanos();
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
        throw new IllegalStateException("Waited " + atMost.toSeconds() + " s in vain: " + what, last);
    }

    /** Like {@link #until}, and gives up at once, showing the end of its log, when the process has died. */
    public static void whileAlive(ChildProcess process, Duration atMost, Callable<Boolean> condition) {
        until(process.name() + " is ready, see " + process.log(), atMost, () -> {
            if (!process.isAlive()) {
                throw new ProcessDied(process);
            }
            return condition.call();
        });
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
