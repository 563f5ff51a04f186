package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Orders a downgrade for the next boundary, or takes the pending one back (R16). */
@ApplicationScoped
class ScheduleDowngrade {
    private final Standings standings;
    private final ChangeRules rules;
    private final ScheduleChange changes;

    ScheduleDowngrade(Standings standings, ChangeRules rules, ScheduleChange changes) {
        this.standings = standings;
        this.rules = rules;
        this.changes = changes;
    }

    /**
     * Schedules the plan, or withdraws what is scheduled when it is the running one.
     *
     * @throws Problem CONFLICT when it may not be changed or is so already
     */
    @Transactional
    PlanChange schedule(String account, Plan to, String commandId, String by) {
        standings.lock(account);
        Standing standing = standings.require(account);
        rules.maySchedule(standing, to);
        if (to.id().equals(standing.plan())) {
            changes.withdrawDowngrade(account, commandId, by);
            return new PlanChange.Withdrawn(to.id());
        }
        changes.downgrade(account, to, commandId, by);
        return new PlanChange.Scheduled(to.id(), standing.cycleEnd());
    }
}
