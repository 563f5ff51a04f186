package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.sql.SqlFailed;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.function.Consumer;

/** Commits what is intended before any money can move (R19). */
@ApplicationScoped
public class WriteIntent {
    private final PaymentRepository payments;
    private final PaymentMethods methods;
    private final DeclineLimit limit;
    private final PaymentTrail trail;
    private final Clock clock;

    WriteIntent(
            PaymentRepository payments, PaymentMethods methods, DeclineLimit limit, PaymentTrail trail, Clock clock) {
        this.limit = limit;
        this.payments = payments;
        this.methods = methods;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The payment of this intent, new or found, with the card the account has now.
     *
     * @throws Problem PAYMENT_DECLINED without a card; CONFLICT when another upgrade is under way;
     *     IDEMPOTENCY_KEY_REUSED when the id
     *     stands for something else
     */
    @Transactional
    public Payment write(PaymentIntent intent) {
        return write(intent, anyCard -> {});
    }

    /**
     * The same.
     *
     * @param decided is asked about the card before a new payment is written, while the account is held; throws to stop
     *     it
     * @throws TooManyDeclines when attempts before this one were declined too often
     */
    @Transactional
    public Payment write(PaymentIntent intent, Consumer<PaymentMethod> decided) {
        if (payments.find(intent.id()).isEmpty()) {
            PaymentMethod method = card(intent);
            limit.admit(intent, method.token());
            decided.accept(card(intent));
        }
        return write(intent, card(intent));
    }

    private PaymentMethod card(PaymentIntent intent) {
        return methods.of(intent.account())
                .orElseThrow(() -> new PaymentDeclined(DeclineReason.NO_PAYMENT_METHOD, null));
    }

    /** The same for money that goes back to the card it came from. */
    @Transactional
    public Payment write(PaymentIntent intent, PaymentMethod method) {
        try {
            payments.insert(intent, method, clock.instant());
        } catch (SqlFailed failed) {
            if (failed.isDuplicate()) {
                throw Problem.of(
                        ProblemCode.CONFLICT, "Another upgrade is being paid at this moment. Wait until it has ended.");
            }
            throw failed;
        }
        trail.reached(PaymentStep.INTENT_WRITTEN, intent.id());
        Payment payment = payments.find(intent.id()).orElseThrow();
        if (payment.purpose() != intent.purpose()
                || !payment.account().equals(intent.account())
                || !payment.amount().equals(intent.amount())
                || !payment.description().equals(intent.description())) {
            throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, "This key stands for another payment.");
        }
        return payment;
    }
}
