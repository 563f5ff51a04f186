package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.projection.LedgerFollower;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gives the money back for what the engine would not do, for example an upgrade paid in the last moment of a cycle (R15). */
@ApplicationScoped
class RefundRefused implements LedgerFollower {
    private static final Logger LOG = Logger.getLogger(RefundRefused.class);
    private final WriteRefund refunds;

    RefundRefused(WriteRefund refunds) {
        this.refunds = refunds;
    }

    @Override
    public void follow(LedgerEntryPosted line) {
        if (!"COMMAND_REFUSED".equals(line.getType()) || line.getCommandId() == null) {
            return;
        }
        LOG.warnf("the engine refused command %s: %s", line.getCommandId(), line.getRefusal());
        Payment.deliveredBy(line.getCommandId())
                .ifPresent(payment -> refunds.forRefused(payment, "could not be carried out: " + line.getRefusal()));
    }
}
