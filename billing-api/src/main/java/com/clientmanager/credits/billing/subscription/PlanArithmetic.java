package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.plan.Plan;
import java.time.Instant;

/** What a change from one plan to another costs and gives at an instant (R15). */
final class PlanArithmetic {
    private PlanArithmetic() {}

    /** An upgrade's price and credits, both from one instant. */
    record Upgrade(Instant effectiveAt, Money due, Credits credits) {}

    static Upgrade upgrade(Plan from, Plan to, Standing standing, Instant now) {
        Proration left = Proration.startingNow(standing.cycleStart(), standing.cycleEnd(), now);
        Money difference = to.fee().minus(from.fee());
        long more = Math.subtractExact(
                to.includedCredits().micros(), from.includedCredits().micros());
        return new Upgrade(
                left.at(),
                difference.aboveZero() ? left.feeShare(difference) : Money.zero(difference.currency()),
                new Credits(left.creditShareMicros(more)));
    }

    static PlanPreview preview(Plan from, Plan to, Standing standing, Instant now) {
        if (to.rank() > from.rank()) {
            Upgrade upgrade = upgrade(from, to, standing, now);
            return preview("UPGRADE", from, to, standing, upgrade);
        }
        Upgrade later = new Upgrade(standing.cycleEnd(), Money.zero(to.fee().currency()), Credits.ZERO);
        return preview(to.id().equals(from.id()) ? "WITHDRAWAL" : "DOWNGRADE", from, to, standing, later);
    }

    private static PlanPreview preview(String kind, Plan from, Plan to, Standing standing, Upgrade change) {
        return new PlanPreview(
                kind,
                from.id(),
                to.id(),
                from.fee(),
                to.fee(),
                change.due(),
                from.includedCredits(),
                to.includedCredits(),
                change.credits(),
                standing.available(),
                standing.available().plus(change.credits()),
                change.effectiveAt(),
                change.effectiveAt().atZone(standing.zone()).toLocalDate(),
                to.fee(),
                standing.cycleEnd());
    }
}
