package com.clientmanager.credits.localstack;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Actions that run when this JVM exits, in reverse order of registration. The JVM runs its own shutdown hooks
 * concurrently, which would stop the broker while services are still committing.
 */
final class ShutdownHooks {
    private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();
    private static boolean installed;

    private ShutdownHooks() {}

    static synchronized void register(Runnable action) {
        if (!installed) {
            Runtime.getRuntime().addShutdownHook(new Thread(ShutdownHooks::runAll, "stop-local-stack"));
            installed = true;
        }
        ACTIONS.push(action);
    }

    /** The action has run already, or its processes outlive this JVM. */
    static synchronized void unregister(Runnable action) {
        ACTIONS.remove(action);
    }

    private static synchronized void runAll() {
        while (!ACTIONS.isEmpty()) {
            ACTIONS.pop().run();
        }
    }
}
