package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentIntent;
import com.clientmanager.credits.billing.payment.PaymentMethods;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.payment.WriteIntent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the intent of one attempt to collect a fee, at most one at a time per fee. */
@ApplicationScoped
class AttemptFee {
    /** How often a first fee looks whether a card has come without being told. */
    private static final Duration CARD_CHECK = Duration.ofHours(1);

    private final FeeRepository fees;
    private final UnpaidFee unpaid;
    private final PaymentMethods methods;
    private final WriteIntent intents;
    private final ObjectMapper json;
    private final Clock clock;

    AttemptFee(
            FeeRepository fees,
            UnpaidFee unpaid,
            PaymentMethods methods,
            WriteIntent intents,
            ObjectMapper json,
            Clock clock) {
        this.fees = fees;
        this.unpaid = unpaid;
        this.methods = methods;
        this.intents = intents;
        this.json = json;
        this.clock = clock;
    }

    /** The payment to pursue; empty when the fee is paid, being paid, or there is no card to charge. */
    @Transactional
    public Optional<Payment> intend(String subscription, long cycle, String by, @Nullable String request) {
        Optional<Fee> untried = fees.lockUntried(subscription, cycle);
        if (untried.isEmpty()) {
            return Optional.empty();
        }
        Fee fee = untried.get();
        if (methods.of(fee.account()).isEmpty()) {
            withoutCard(fee);
            return Optional.empty();
        }
        Payment payment = intents.write(new PaymentIntent(
                PaymentIntent.idFrom(
                        "fee", fee.subscription(), Long.toString(fee.cycle()), Integer.toString(fee.attempts())),
                fee.account(),
                PaymentPurpose.RENEWAL,
                fee.amount(),
                "Package fee, cycle " + (fee.cycle() + 1),
                order(fee, request),
                null,
                by));
        fees.tried(fee, payment.id(), clock.instant());
        return Optional.of(payment);
    }

    private void withoutCard(Fee fee) {
        if (fee.status() == FeeStatus.AWAITING_CARD) {
            fees.is(fee, FeeStatus.AWAITING_CARD, clock.instant().plus(CARD_CHECK), null);
        } else {
            fees.tried(fee, null, clock.instant());
            unpaid.failed(fees.lock(fee.subscription(), fee.cycle()), DeclineReason.NO_PAYMENT_METHOD);
        }
    }

    private String order(Fee fee, @Nullable String request) {
        try {
            return json.writeValueAsString(new FeeOrder(
                    fee.subscription(), fee.cycle(), fee.plan(), fee.cycleStart(), fee.cycleEnd(), request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order is always JSON", e);
        }
    }
}
