package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.schemas.CancelAtCycleEnd;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.SchedulePlan;
import com.clientmanager.credits.schemas.WithdrawCancellation;
import com.clientmanager.credits.schemas.WithdrawScheduledPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Orders what waits for the boundary, downgrade and cancellation, and takes it back; in the caller's transaction (R16,
 * R17).
 */
@ApplicationScoped
class ScheduleChange {
    private final SubscriptionOrders orders;
    private final Audit audit;
    private final Sql sql;
    private final Clock clock;

    ScheduleChange(SubscriptionOrders orders, Audit audit, Sql sql, Clock clock) {
        this.orders = orders;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    void downgrade(String account, Plan to, String commandId, String by) {
        PlanTerms terms = new PlanTerms(to.id(), to.includedCredits().micros(), to.rank());
        order(account, commandId, by, new SchedulePlan(terms), "downgrade.scheduled");
    }

    void withdrawDowngrade(String account, String commandId, String by) {
        order(account, commandId, by, new WithdrawScheduledPlan(""), "downgrade.withdrawn");
    }

    void cancel(Standing standing, String commandId, String by) {
        sql.update(
                "INSERT INTO cancellation (command_id, account_id, subscription_id, requested_at) VALUES (?, ?, ?, ?)",
                commandId,
                standing.account(),
                standing.subscription(),
                clock.instant());
        order(standing.account(), commandId, by, new CancelAtCycleEnd(""), "cancellation.ordered");
    }

    void withdrawCancellation(Standing standing, String commandId, String by) {
        sql.update(
                "UPDATE cancellation SET withdrawn_at = ? WHERE subscription_id = ? AND withdrawn_at IS NULL",
                clock.instant(),
                standing.subscription());
        order(standing.account(), commandId, by, new WithdrawCancellation(""), "cancellation.withdrawn");
    }

    private void order(String account, String commandId, String by, SpecificRecord command, String what) {
        Act act = audit.act(by, account, what, Map.of("command", commandId));
        orders.send(act, commandId, command);
    }
}
