package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commits the decision to give money back, while the payment's row keeps two refunds from giving back the same money.
 */
@ApplicationScoped
public class WriteRefund {
    private final PaymentRepository payments;
    private final WriteIntent intents;
    private final Fulfilments fulfilments;
    private final ObjectMapper json;

    WriteRefund(PaymentRepository payments, WriteIntent intents, Fulfilments fulfilments, ObjectMapper json) {
        this.payments = payments;
        this.intents = intents;
        this.fulfilments = fulfilments;
        this.json = json;
    }

    /**
     * A refund's order; `asked`: what was asked for, in minor units, null for all that is left; `whole`: nothing of the
     * payment is left afterwards, `refused`: the engine refused what was paid for.
     */
    record Order(@Nullable Long asked, String reason, boolean whole, boolean refused) {
        static Order asking(@Nullable Long amountMinor, String reason) {
            return new Order(amountMinor, reason, false, false);
        }

        boolean asksTheSameAs(Order other) {
            return Objects.equals(asked, other.asked) && reason.equals(other.reason);
        }
    }

    /**
     * The refund of this key, new or found.
     *
     * @throws Problem CONFLICT when nothing or less is left; IDEMPOTENCY_KEY_REUSED when the key stands for another
     *     amount or reason
     */
    @Transactional
    Payment write(Payment original, Order order, String key, String by) {
        String id = PaymentIntent.idFrom("refund", original.id(), by, key);
        payments.lock(original.id());
        Optional<Payment> before = payments.find(id);
        if (before.isEmpty()) {
            return intend(original.id(), order, id, by);
        }
        if (!read(before.get()).asksTheSameAs(order)) {
            throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, "This key stands for another refund.");
        }
        return before.get();
    }

    /**
     * For a payment whose command the engine refused: once, however often the refusal is read. In the caller's
     * transaction; the reconciler carries it out.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forRefused(String payment, String reason) {
        String id = PaymentIntent.idFrom("refused", payment);
        Optional<Payment> original = payments.find(payment);
        if (original.isEmpty()
                || !original.get().succeeded()
                || payments.find(id).isPresent()) {
            return;
        }
        if (payments.refundedMinor(payment) < original.get().amount().amountMinor()) {
            intend(payment, new Order(null, reason, true, true), id, "system");
            fulfilments.refused(original.get());
        }
    }

    private Payment intend(String originalId, Order order, String id, String by) {
        Payment original = payments.lock(originalId);
        if (!original.succeeded() || original.purpose() == PaymentPurpose.REFUND) {
            throw Problem.of(ProblemCode.CONFLICT, "Only a successful payment can be given back.");
        }
        long left = original.amount().amountMinor() - payments.refundedMinor(originalId);
        long asked = order.asked() == null ? left : order.asked();
        if (left == 0 || asked > left) {
            throw Problem.of(
                    ProblemCode.CONFLICT,
                    "Of this payment "
                            + new Money(left, original.amount().currency())
                                    .major()
                                    .toPlainString() + " "
                            + original.amount().currency() + " are left to give back.");
        }
        Order written = new Order(order.asked(), order.reason(), asked == left, order.refused());
        PaymentIntent intent = new PaymentIntent(
                id,
                original.account(),
                PaymentPurpose.REFUND,
                new Money(asked, original.amount().currency()),
                "Refund: " + original.description(),
                text(written),
                originalId,
                by);
        return intents.write(
                intent,
                new PaymentMethod(
                        original.account(), payments.token(originalId), original.card(), original.intendedAt()));
    }

    private Order read(Payment refund) {
        try {
            return json.readValue(refund.order(), Order.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a refund's order is always readable", e);
        }
    }

    private String text(Order order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order is always JSON", e);
        }
    }
}
