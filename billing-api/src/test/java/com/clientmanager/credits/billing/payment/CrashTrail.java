package com.clientmanager.credits.billing.payment;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets the process "die" at a step: an Error that nothing in the product catches, so whatever is not committed is lost.
 */
@Alternative
@Singleton
public class CrashTrail implements PaymentTrail {
    private final AtomicReference<@Nullable PaymentStep> deadly = new AtomicReference<>();

    /** What a killed process looks like from inside the test's own. */
    public static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died(PaymentStep step) {
            super("died at " + step);
        }
    }

    public void dieOnceAt(PaymentStep step) {
        deadly.set(step);
    }

    public void live() {
        deadly.set(null);
    }

    @Override
    public void reached(PaymentStep step, String payment) {
        if (deadly.compareAndSet(step, null)) {
            throw new Died(step);
        }
    }
}
