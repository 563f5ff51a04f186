package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.web.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The billing history: every payment, succeeded or failed, newest first (R20). */
@ApplicationScoped
public class PaymentHistory {
    private final PaymentRepository payments;
    private final Clock clock;

    PaymentHistory(PaymentRepository payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * A page of the history.
     *
     * @param cursor of the last page, or null for the first
     * @param limit 1 to 1,000, or null for the usual
     */
    public Listing<Payment> page(String account, @Nullable String cursor, @Nullable Integer limit) {
        int most = Listing.limit(limit);
        long before = Listing.position(cursor, Long.MAX_VALUE);
        return Listing.of(payments.history(account, before, most + 1), most, Payment::position, clock.instant());
    }

    /** What was tried for a request, oldest first: payments whose order names it. */
    public List<Payment> madeFor(String account, String request) {
        return payments.madeFor(account, request);
    }

    /** What it was for was not done, so that all of it goes back; the refund is another line of the history. */
    public boolean isGivenBack(Payment payment) {
        return payments.isRefused(payment.id());
    }

    /** The payment, if it is this account's. */
    public Optional<Payment> find(String account, String id) {
        return payments.find(id).filter(payment -> payment.account().equals(account));
    }
}
