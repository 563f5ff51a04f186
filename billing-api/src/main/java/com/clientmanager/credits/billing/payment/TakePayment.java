package com.clientmanager.credits.billing.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes an intended payment to its end: asks the gateway with the payment's own key, outside any transaction, and
 * settles the answer.
 *
 * <p>It may be called any number of times for one payment, also at the same time: the gateway moves money once per key,
 * and the first settlement stands.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NEVER)
public class TakePayment {
    private static final Logger LOG = Logger.getLogger(TakePayment.class);
    private final WriteIntent intents;
    private final PaymentRepository payments;
    private final PaymentGateway gateway;
    private final SettlePayment settlement;
    private final PaymentTrail trail;

    TakePayment(
            WriteIntent intents,
            PaymentRepository payments,
            PaymentGateway gateway,
            SettlePayment settlement,
            PaymentTrail trail) {
        this.intents = intents;
        this.payments = payments;
        this.gateway = gateway;
        this.settlement = settlement;
        this.trail = trail;
    }

    /**
     * Writes the intent, or finds it, and pursues it.
     *
     * @throws PaymentDeclined when there is no card; see {@link WriteIntent}
     */
    public Payment take(PaymentIntent intent) {
        return resume(intents.write(intent));
    }

    /** The same; {@code decided} is asked about the card before a new payment is written, and throws to stop it. */
    public Payment take(PaymentIntent intent, Consumer<PaymentMethod> decided) {
        return resume(intents.write(intent, decided));
    }

    /**
     * For a request that may be a repeated one: a payment that the gateway was asked for already is only looked up
     * there. Asking anew would keep the reconciler waiting for as long as somebody repeats the request.
     */
    public Payment resume(Payment payment) {
        if (payment.status() != PaymentStatus.UNKNOWN) {
            return pursue(payment);
        }
        try {
            return gateway.find(payment.id())
                    .map(answer -> settle(payment, answer))
                    .orElse(payment);
        } catch (RuntimeException outage) {
            LOG.warnf(outage, "the gateway cannot tell about payment %s yet", payment.id());
            return payment;
        }
    }

    /** The payment at its end, or UNKNOWN where the gateway did not tell in time. */
    public Payment pursue(Payment payment) {
        if (payment.status().isFinal()) {
            return payment;
        }
        trail.reached(PaymentStep.INTENT_COMMITTED, payment.id());
        GatewayAnswer answer = ask(payment);
        trail.reached(PaymentStep.GATEWAY_ANSWERED, payment.id());
        return settle(payment, answer);
    }

    /**
     * Finds out what became of a payment nobody works on any more. One the gateway has never heard of is given up for
     * good there before it is called failed, so that a delayed request cannot take the money afterwards.
     */
    public Payment reconcile(Payment payment) {
        if (goesOnAlone(payment)) {
            return pursue(payment);
        }
        GatewayAnswer answer;
        try {
            answer = gateway.find(payment.id()).orElseGet(() -> gateway.abandon(payment.id()));
        } catch (RuntimeException outage) {
            LOG.warnf(outage, "the gateway cannot tell about payment %s yet", payment.id());
            answer = new GatewayAnswer.Unknown(String.valueOf(outage.getMessage()));
        }
        trail.reached(PaymentStep.GATEWAY_ANSWERED, payment.id());
        return settle(payment, answer);
    }

    /** Nobody waits at a screen for these: they are carried out rather than given up. */
    private static boolean goesOnAlone(Payment payment) {
        return switch (payment.purpose()) {
            case REFUND -> true;
            case RENEWAL -> payment.status() == PaymentStatus.INTENDED;
            case PURCHASE, UPGRADE -> false;
        };
    }

    private Payment settle(Payment payment, GatewayAnswer answer) {
        Payment settled = settlement.settle(payment.id(), answer);
        trail.reached(PaymentStep.SETTLEMENT_COMMITTED, payment.id());
        return settled;
    }

    private GatewayAnswer ask(Payment payment) {
        try {
            return payment.purpose() == PaymentPurpose.REFUND
                    ? gateway.refund(payment.id(), Objects.requireNonNull(payment.refunds()), payment.amount())
                    : gateway.charge(
                            payment.id(), payments.token(payment.id()), payment.amount(), payment.description());
        } catch (RuntimeException outage) {
            LOG.warnf(outage, "the gateway did not answer for payment %s", payment.id());
            return new GatewayAnswer.Unknown(String.valueOf(outage.getMessage()));
        }
    }
}
