package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.schemas.ResumeSubscription;
import com.clientmanager.credits.schemas.SuspendSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What follows when a fee is not paid, and when it is at last: the next attempt, the suspension, the resumption (R18). */
@ApplicationScoped
class UnpaidFee {
    private final FeeRepository fees;
    private final Outbox outbox;
    private final Audit audit;
    private final Sql sql;
    private final Clock clock;

    UnpaidFee(FeeRepository fees, Outbox outbox, Audit audit, Sql sql, Clock clock) {
        this.fees = fees;
        this.outbox = outbox;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    /** In the transaction that ends the attempt. */
    void failed(Fee fee, DeclineReason reason) {
        Instant now = clock.instant();
        Instant first = fee.firstAttemptAt() == null ? now : fee.firstAttemptAt();
        Optional<Instant> next =
                DunningCalendar.of(fee.cycleStart(), first, fee.zone()).nextAfter(now);
        if (fee.status() == FeeStatus.SUSPENDED || next.isEmpty()) {
            boolean suspendedBefore = fees.anySuspended(fee.account());
            fees.is(fee, FeeStatus.SUSPENDED, null, reason.code());
            if (!suspendedBefore) {
                tell(
                        fee,
                        "suspend:" + fee.subscription() + ":" + fee.cycle() + ":" + fee.attempts(),
                        new SuspendSubscription("Fee of cycle " + fee.cycle() + " not paid: " + reason.code()));
            }
            return;
        }
        fees.is(fee, FeeStatus.PAST_DUE, next.get(), reason.code());
    }

    /** In the transaction that ends the payment. */
    void paid(Fee fee, String payment) {
        fees.is(fee, FeeStatus.PAID, null, null);
        if (fee.status() == FeeStatus.SUSPENDED && !fees.anySuspended(fee.account())) {
            tell(fee, "resume:" + payment, new ResumeSubscription("Fee of cycle " + fee.cycle() + " paid"));
        }
    }

    /** An ended subscription can be neither suspended nor resumed: what it owes stays owed. */
    private void tell(Fee fee, String commandId, SpecificRecord command) {
        boolean ended = sql.find(
                        "SELECT subscription_status = 'ENDED' AS ended FROM balance WHERE account_id = ?",
                        row -> row.flag("ended"),
                        fee.account())
                .orElse(false);
        if (!ended) {
            Act act = audit.act("system", fee.account(), command.getSchema().getName(), Map.of("cycle", fee.cycle()));
            outbox.command(act, commandId, command);
        }
    }
}
