package com.clientmanager.credits.billing.payment;

/** Is told each step of each payment; a step that throws ends the work there, as a dying process would. */
public interface PaymentTrail {
    void reached(PaymentStep step, String payment);
}
