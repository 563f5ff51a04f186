package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.PaymentMethod;
import com.clientmanager.credits.billing.payment.PaymentMethods;
import com.clientmanager.credits.billing.payment.ReplacePaymentMethod;
import com.clientmanager.credits.billing.payment.TakePayment;
import com.clientmanager.credits.billing.payment.TooManyDeclines;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.EntityTags;
import com.clientmanager.credits.billing.web.IfMatch;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Collects fees: when they fall due, on the days they are tried again, when a card comes, and when the customer pays
 * now (R18).
 */
@ApplicationScoped
public class CollectFees {
    private static final Logger LOG = Logger.getLogger(CollectFees.class);
    private static final int BATCH = 200;
    private final FeeRepository fees;
    private final AttemptFee attempts;
    private final TakePayment payments;
    private final PaymentHistory history;
    private final PaymentMethods methods;
    private final Clock clock;

    CollectFees(
            FeeRepository fees,
            AttemptFee attempts,
            TakePayment payments,
            PaymentHistory history,
            PaymentMethods methods,
            Clock clock) {
        this.methods = methods;
        this.fees = fees;
        this.attempts = attempts;
        this.payments = payments;
        this.history = history;
        this.clock = clock;
    }

    @Scheduled(every = "${credits.payments.collect-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
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
        return payOpen(account, request, Asked.of("", by));
    }

    /**
     * The same for a caller that decided on what it saw.
     *
     * @throws Problem ETAG_MISMATCH when fees or card are others now
     */
    public List<Payment> payOpen(String account, String request, Asked<List<Payment>> asked) {
        List<Payment> tried = new ArrayList<>();
        for (Payment begun : history.madeFor(account, request)) {
            tried.add(payments.resume(begun));
        }
        if (!tried.isEmpty()) {
            return tried.stream().allMatch(Payment::succeeded) ? payOpen(account, asked.by(), request, tried) : tried;
        }
        List<Fee> open = fees.open(account);
        asked.ifMatch().require(tag(open, account));
        return pay(open, asked.by(), request, tried);
    }

    /** The tag of what is open, fee by fee, and of the card that would pay it. */
    public String tag(String account) {
        return tag(fees.open(account), account);
    }

    private String tag(List<Fee> open, String account) {
        String card =
                IfMatch.tagOrNothing(methods.of(account).map(PaymentMethod::tag).orElse(null));
        return EntityTags.ofAll(Stream.concat(
                        open.stream().map(fee -> fee.subscription() + " " + fee.cycle() + " " + fee.amount()),
                        Stream.of(card))
                .toList());
    }

    private List<Payment> payOpen(String account, String by, @Nullable String request, List<Payment> tried) {
        return pay(fees.open(account), by, request, tried);
    }

    private List<Payment> pay(List<Fee> open, String by, @Nullable String request, List<Payment> tried) {
        for (Fee fee : open) {
            Optional<Payment> payment = attempt(fee, by, request);
            payment.ifPresent(tried::add);
            if (payment.isEmpty() || !payment.get().succeeded()) {
                break;
            }
        }
        return tried;
    }

    void onCard(@Observes ReplacePaymentMethod.Replaced replaced) {
        try {
            payOpen(replaced.account(), replaced.by());
        } catch (TooManyDeclines later) {
            LOG.infof("the fees of %s are tried on their days: %s", replaced.account(), later.getMessage());
        }
    }

    private Optional<Payment> attempt(Fee fee, String by, @Nullable String request) {
        return attempts.intend(fee.subscription(), fee.cycle(), by, request).map(payments::pursue);
    }
}
