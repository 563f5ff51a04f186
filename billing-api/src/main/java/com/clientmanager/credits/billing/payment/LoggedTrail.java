package com.clientmanager.credits.billing.payment;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Logs the steps, so that a payment's course can be read from the log. */
@ApplicationScoped
@DefaultBean
class LoggedTrail implements PaymentTrail {
    private static final Logger LOG = Logger.getLogger(LoggedTrail.class);

    @Override
    public void reached(PaymentStep step, String payment) {
        LOG.debugf("payment %s %s", payment, step);
    }
}
