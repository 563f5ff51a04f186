package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Intends the refund of what the engine would not do, for example an upgrade paid in the last moment of a cycle (R15);
 * the reconciler carries it out.
 */
@ApplicationScoped
public class RefundRefused {
    private static final Logger LOG = Logger.getLogger(RefundRefused.class);
    private static final int BATCH = 100;
    private final Sql sql;
    private final WriteRefund refunds;
    private final Clock clock;

    RefundRefused(Sql sql, WriteRefund refunds, Clock clock) {
        this.sql = sql;
        this.refunds = refunds;
        this.clock = clock;
    }

    private record Refused(String payment, String refusal) {}

    @Scheduled(
            every = "${credits.payments.reconcile-every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onTime() {
        run();
    }

    /**
     * What this payment was for will not be done: in the caller's transaction, which settles it; {@link #run} gives it
     * back.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void owe(String payment, String why) {
        sql.update(
                "INSERT INTO rejected_delivery (payment_id, refusal, rejected_at) VALUES (?, ?, ?) ON CONFLICT DO"
                        + " NOTHING",
                payment,
                why,
                clock.instant());
    }

    /** Works off each refusal once. */
    public void run() {
        for (Refused refused : sql.list(
                "SELECT payment_id, refusal FROM rejected_delivery WHERE done_at IS NULL ORDER BY rejected_at LIMIT ?",
                row -> new Refused(row.text("payment_id"), row.text("refusal")),
                BATCH)) {
            try {
                QuarkusTransaction.requiringNew().run(() -> giveBack(refused));
            } catch (RuntimeException e) {
                LOG.errorf(e, "payment %s was refused and cannot be given back yet", refused.payment());
            }
        }
    }

    private void giveBack(Refused refused) {
        refunds.forRefused(refused.payment(), "could not be carried out: " + refused.refusal());
        sql.update("UPDATE rejected_delivery SET done_at = ? WHERE payment_id = ?", clock.instant(), refused.payment());
    }
}
