package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Orders a downgrade for the next boundary, or takes the pending one back (R16). */
@ApplicationScoped
class ScheduleDowngrade {
    private final Standings standings;
    private final ChangeRules rules;
    private final ScheduleChange changes;
    private final SubscriptionOrders orders;

    ScheduleDowngrade(Standings standings, ChangeRules rules, ScheduleChange changes, SubscriptionOrders orders) {
        this.orders = orders;
        this.standings = standings;
        this.rules = rules;
        this.changes = changes;
    }

    /**
     * Schedules the plan, or withdraws what is scheduled when it is the running one.
     *
     * @throws Problem CONFLICT when it may not be changed or is so already; ETAG_MISMATCH
     */
    @Transactional
    PlanChange schedule(String account, Plan to, String commandId, Asked<PlanChange> asked) {
        Standing standing = standings.hold(account);
        if (orders.sent(commandId)) {
            return answer(standing, to); // the same form, sent twice
        }
        standings.decidedOn(account, asked.ifMatch());
        rules.maySchedule(standing, to);
        order(standing, to, commandId, asked.by());
        PlanChange change = answer(standing, to);
        asked.keep().accept(change);
        return change;
    }

    private void order(Standing standing, Plan to, String commandId, String by) {
        if (to.id().equals(standing.plan())) {
            changes.withdrawDowngrade(standing.account(), commandId, by);
        } else {
            changes.downgrade(standing.account(), to, commandId, by);
        }
    }

    private static PlanChange answer(Standing standing, Plan to) {
        return to.id().equals(standing.plan())
                ? new PlanChange.Withdrawn(to.id())
                : new PlanChange.Scheduled(to.id(), standing.cycleEnd());
    }
}
