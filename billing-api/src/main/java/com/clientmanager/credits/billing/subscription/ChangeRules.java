package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.renewal.OpenFees;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;

/** When a subscription may be changed; each refusal says what the customer can do. */
@ApplicationScoped
class ChangeRules {
    private final OpenFees fees;

    ChangeRules(OpenFees fees) {
        this.fees = fees;
    }

    /**
     * For an upgrade.
     *
     * @throws Problem CONFLICT when it may not
     */
    void mayUpgrade(Standing standing) {
        mayChangePlan(standing);
        if (fees.of(standing.account()).isPresent()) {
            throw conflict("A fee is not paid yet. Pay it first, then upgrade.");
        }
        if (standing.changing()) {
            throw conflict("An upgrade is being carried out. Try again in a moment.");
        }
    }

    /**
     * For a downgrade and for taking one back.
     *
     * @throws Problem CONFLICT when it may not
     */
    void maySchedule(Standing standing, Plan to) {
        mayChangePlan(standing);
        if (standing.changing()) {
            throw conflict("An upgrade is being carried out. Try again in a moment.");
        }
        boolean same = to.id().equals(standing.plan());
        if (same && standing.pendingPlan() == null) {
            throw conflict("The subscription is on this plan already.");
        }
        if (to.id().equals(standing.pendingPlan())) {
            throw conflict("The change to this plan is scheduled already.");
        }
    }

    private static void mayChangePlan(Standing standing) {
        switch (standing.status()) {
            case "CANCELLING" -> throw conflict("The package is cancelled. Take the cancellation back first.");
            case "SUSPENDED" -> throw conflict("The package is suspended. Pay the open fee first.");
            case "ENDED" -> throw conflict("The package has ended.");
            default -> {}
        }
    }

    static Problem conflict(String why) {
        return Problem.of(ProblemCode.CONFLICT, why);
    }
}
