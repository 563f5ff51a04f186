package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.orders.Course;
import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.payment.DeclineReason;
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

/**
 * What follows when a fee is not paid, and when it is at last: the next attempt, the suspension, the resumption (R18).
 * Each holds the account: of two fees that end at once, the later counts the earlier in.
 */
@ApplicationScoped
class UnpaidFee {
    private final FeeRepository fees;
    private final SubscriptionOrders orders;
    private final Audit audit;
    private final Clock clock;

    UnpaidFee(FeeRepository fees, SubscriptionOrders orders, Audit audit, Clock clock) {
        this.fees = fees;
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the transaction that ends the attempt. */
    void failed(Fee fee, DeclineReason reason) {
        orders.hold(fee.account());
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
        orders.hold(fee.account());
        fees.is(fee, FeeStatus.PAID, null, null);
        if (fee.status() == FeeStatus.SUSPENDED && !fees.anySuspended(fee.account())) {
            tell(fee, "resume:" + payment, new ResumeSubscription("Fee of cycle " + fee.cycle() + " paid"));
        }
    }

    /** An ended subscription can be neither suspended nor resumed: what it owes stays owed. */
    private void tell(Fee fee, String commandId, SpecificRecord command) {
        if (orders.course(fee.account()).filter(Course::ended).isEmpty()) {
            Act act = audit.act("system", fee.account(), command.getSchema().getName(), Map.of("cycle", fee.cycle()));
            orders.send(act, commandId, command);
        }
    }
}
