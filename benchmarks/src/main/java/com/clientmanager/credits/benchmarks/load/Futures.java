package com.clientmanager.credits.benchmarks.load;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for futures without checked exceptions. */
public final class Futures {
    private Futures() {}

    /** The result; a failure becomes an {@link IllegalStateException} with its cause. */
    public static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
