package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.projection.LedgerFollower;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Notes which paid commands the engine refused, in the transaction that projects its answer. Only notes: a refund that
 * could not be written would hold the projection back.
 */
@ApplicationScoped
class RefusedDeliveries implements LedgerFollower {
    private static final Logger LOG = Logger.getLogger(RefusedDeliveries.class);
    private final Sql sql;

    RefusedDeliveries(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void follow(LedgerEntryPosted line) {
        String command = line.getCommandId();
        if (!"COMMAND_REFUSED".equals(line.getType()) || command == null) {
            return;
        }
        LOG.warnf("the engine refused command %s of %s: %s", command, line.getAccount(), line.getRefusal());
        Payment.deliveredBy(command)
                .ifPresent(payment -> sql.update(
                        "INSERT INTO rejected_delivery (payment_id, refusal, rejected_at) VALUES (?, ?, ?) ON"
                                + " CONFLICT DO NOTHING",
                        payment,
                        String.valueOf(line.getRefusal()),
                        line.getRecordedAt()));
    }
}
