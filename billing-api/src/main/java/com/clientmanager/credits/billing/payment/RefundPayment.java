package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Gives back money of a successful payment, to the card it came from, with a credit note (R20). */
@ApplicationScoped
@Transactional(Transactional.TxType.NEVER)
public class RefundPayment {
    private final WriteRefund intents;
    private final TakePayment take;

    RefundPayment(WriteRefund intents, TakePayment take) {
        this.intents = intents;
        this.take = take;
    }

    /**
     * Gives money back.
     *
     * @param amountMinor above 0, or null for all that is left of it
     * @param key names this refund for all time; the same key is the same refund
     * @throws Problem CONFLICT when the payment did not succeed, is a refund itself or has less left;
     *     IDEMPOTENCY_KEY_REUSED when the
     *     key stands for another amount or reason
     */
    public Payment refund(Payment original, @Nullable Long amountMinor, String reason, String key, String by) {
        return take.resume(intents.write(original, WriteRefund.Order.asking(amountMinor, reason), key, by));
    }
}
