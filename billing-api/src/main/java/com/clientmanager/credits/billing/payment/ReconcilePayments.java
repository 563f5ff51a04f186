package com.clientmanager.credits.billing.payment;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Ends every payment that a crash or a silent gateway left open, from start on and every few seconds.
 *
 * <p>Payments younger than {@code credits.payments.reconcile-after} are left to the request that works on them. Two
 * instances at the same payment do no harm: the gateway and the settlement are each idempotent.
 */
@ApplicationScoped
public class ReconcilePayments {
    private static final Logger LOG = Logger.getLogger(ReconcilePayments.class);
    private static final int BATCH = 200;
    private final PaymentRepository payments;
    private final TakePayment take;
    private final Clock clock;
    private final Duration after;

    ReconcilePayments(
            PaymentRepository payments,
            TakePayment take,
            Clock clock,
            @ConfigProperty(name = "credits.payments.reconcile-after", defaultValue = "15s") Duration after) {
        this.payments = payments;
        this.take = take;
        this.clock = clock;
        this.after = after;
    }

    @Scheduled(
            every = "${credits.payments.reconcile-every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onTime() {
        run();
    }

    /** Looks at each open payment once and answers how many there were. */
    public int run() {
        var open = payments.open(clock.instant().minus(after), BATCH);
        for (Payment payment : open) {
            try {
                Payment ended = take.reconcile(payment);
                LOG.infof("payment %s was left %s and is now %s", ended.id(), payment.status(), ended.status());
            } catch (RuntimeException e) {
                LOG.errorf(e, "payment %s cannot be reconciled yet", payment.id());
            }
        }
        return open.size();
    }
}
