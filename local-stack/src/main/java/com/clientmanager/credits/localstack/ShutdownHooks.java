package com.clientmanager.credits.localstack;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be stopped when this JVM ends, last started first. The JVM runs its own shutdown hooks all at once, which would take
 * the broker away from services that are still committing.
 */
final class AtExit {
    private static final Deque<Runnable> STOPS = new ArrayDeque<>();
    private static boolean hooked;

    private AtExit() {}

    static synchronized void stop(Runnable stop) {
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(AtExit::stopAll, "stop-local-stack"));
            hooked = true;
        }
        STOPS.push(stop);
    }

    /** It has been stopped already, or shall outlive this JVM. */
    static synchronized void forget(Runnable stop) {
        STOPS.remove(stop);
    }

    private static synchronized void stopAll() {
        while (!STOPS.isEmpty()) {
            STOPS.pop().run();
        }
    }
}
