package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.renewal.OpenFees;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

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
        if (standing.upgrading()) {
            throw upgrading();
        }
        if (standing.resuming()) {
            throw conflict("The package is being resumed. Try again in a moment.");
        }
    }

    /**
     * For a cancellation. It waits for an upgrade that began a moment ago, not for one that an outage holds up.
     *
     * @throws Problem CONFLICT when it may not
     */
    static void mayCancel(Standing standing, Instant now) {
        switch (standing.status()) {
            case "CANCELLING" -> throw conflict("The package is cancelled already.");
            case "ENDED" -> throw conflict("The package has ended.");
            default -> {}
        }
        if (standing.upgradingJustNow(now)) {
            throw upgrading();
        }
    }

    /**
     * For taking a cancellation back.
     *
     * @throws Problem CONFLICT when it may not
     */
    static void mayKeep(Standing standing) {
        if (!standing.status().equals("CANCELLING")) {
            throw conflict(
                    standing.status().equals("ENDED") ? "The package has ended." : "The package is not cancelled.");
        }
    }

    /**
     * For a downgrade and for taking one back.
     *
     * @throws Problem CONFLICT when it may not
     */
    void maySchedule(Standing standing, Plan to) {
        mayChangePlan(standing);
        if (standing.upgrading()) {
            throw upgrading();
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

    private static Problem upgrading() {
        return conflict("An upgrade is being carried out. Try again in a moment.");
    }

    static Problem conflict(String why) {
        return Problem.of(ProblemCode.CONFLICT, why);
    }
}
