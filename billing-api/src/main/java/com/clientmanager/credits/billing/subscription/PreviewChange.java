package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Says what a change of plan would cost and give at this moment (R15, R16). */
@ApplicationScoped
class PreviewChange {
    private final PlanCatalogue catalogue;
    private final Standings standings;
    private final ChangeRules rules;
    private final Clock clock;

    PreviewChange(PlanCatalogue catalogue, Standings standings, ChangeRules rules, Clock clock) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.standings = standings;
        this.clock = clock;
    }

    PlanPreview of(String account, String planId) {
        Plan to = plan(planId);
        Standing standing = standings.require(account);
        return PlanArithmetic.preview(plan(standing.plan()), to, standing, clock.instant());
    }

    void requireChangeable(String account, String planId) {
        Plan to = plan(planId);
        Standing standing = standings.require(account);
        if (to.rank() > plan(standing.plan()).rank()) {
            rules.mayUpgrade(standing);
        } else {
            rules.maySchedule(standing, to);
        }
    }

    Plan running(String account) {
        return plan(standings.require(account).plan());
    }

    Plan plan(String id) {
        return catalogue.plan(id).orElseThrow(() -> Problem.field("plan", "There is no plan " + id + "."));
    }
}
