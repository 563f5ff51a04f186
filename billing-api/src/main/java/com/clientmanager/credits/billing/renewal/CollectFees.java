package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.ReplacePaymentMethod;
import com.clientmanager.credits.billing.payment.TakePayment;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Collects fees: when they fall due, on the days they are tried again, when a card comes, and when the customer pays now (R18). */
@ApplicationScoped
public class CollectFees {
    private static final Logger LOG = Logger.getLogger(CollectFees.class);
    private static final int BATCH = 200;
    private final FeeRepository fees;
    private final AttemptFee attempts;
    private final TakePayment payments;
    private final PaymentHistory history;
    private final Clock clock;

    CollectFees(FeeRepository fees, AttemptFee attempts, TakePayment payments, PaymentHistory history, Clock clock) {
        this.fees = fees;
        this.attempts = attempts;
        this.payments = payments;
        this.history = history;
        this.clock = clock;
    }

    @Scheduled(every = "${payments.collect-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onTime() {
        run();
    }

    /** Tries each fee whose time has come once and answers how many there were. */
    public int run() {
        List<Fee> due = fees.due(clock.instant(), BATCH);
        for (Fee fee : due) {
            try {
                attempt(fee, "system", null);
            } catch (RuntimeException e) {
                LOG.errorf(e, "the fee of cycle %d of %s cannot be collected yet", fee.cycle(), fee.subscription());
            }
        }
        return due.size();
    }

    /**
     * Pays all that is open, oldest first, until one payment does not succeed.
     *
     * @param by subject of the token, or system
     * @return the payments tried, in order; none when nothing is open or there is no card
     */
    public List<Payment> payOpen(String account, String by) {
        return payOpen(account, by, null, new ArrayList<>());
    }

    /**
     * The same for a request that may be a repeated one: what it began is taken to its end first and told again.
     *
     * @param request names the request for all time
     */
    public List<Payment> payOpen(String account, String by, String request) {
        List<Payment> tried = new ArrayList<>();
        for (Payment begun : history.madeFor(account, request)) {
            tried.add(payments.resume(begun));
        }
        return tried.stream().allMatch(Payment::succeeded) ? payOpen(account, by, request, tried) : tried;
    }

    private List<Payment> payOpen(String account, String by, @Nullable String request, List<Payment> tried) {
        for (Fee fee : fees.open(account)) {
            Optional<Payment> payment = attempt(fee, by, request);
            payment.ifPresent(tried::add);
            if (payment.isEmpty() || !payment.get().succeeded()) {
                break;
            }
        }
        return tried;
    }

    void onCard(@Observes ReplacePaymentMethod.Replaced replaced) {
        payOpen(replaced.account(), replaced.by());
    }

    private Optional<Payment> attempt(Fee fee, String by, @Nullable String request) {
        return attempts.intend(fee.subscription(), fee.cycle(), by, request).map(payments::pursue);
    }
}
