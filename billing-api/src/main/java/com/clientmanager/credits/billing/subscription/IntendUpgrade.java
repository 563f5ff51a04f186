package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentIntent;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.payment.WriteIntent;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.subscription.PlanArithmetic.Upgrade;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fixes an upgrade's instant, price and terms under the account's row lock, before its payment is tried (R15). */
@ApplicationScoped
class IntendUpgrade {
    private final Standings standings;
    private final ChangeRules rules;
    private final WriteIntent intents;
    private final DeliverUpgrade delivery;
    private final Audit audit;
    private final Clock clock;

    IntendUpgrade(
            Standings standings,
            ChangeRules rules,
            WriteIntent intents,
            DeliverUpgrade delivery,
            Audit audit,
            Clock clock) {
        this.standings = standings;
        this.audit = audit;
        this.rules = rules;
        this.intents = intents;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** From is the plan that was compared; id is the payment's; shown is the price that a page named, or null. */
    record Wanted(
            String account,
            Plan from,
            Plan to,
            String id,
            @Nullable UpgradeShown shown) {}

    /**
     * The intended payment, or empty when the share is less than the smallest coin and the upgrade is ordered at once.
     *
     * @throws Problem CONFLICT when it may not be changed; ETAG_MISMATCH
     */
    @Transactional
    Optional<Payment> intend(Wanted wanted, Asked<PlanChange> asked) {
        Plan from = wanted.from();
        Plan to = wanted.to();
        Standing standing = standings.hold(wanted.account(), asked.ifMatch());
        rules.mayUpgrade(standing);
        if (!standing.plan().equals(from.id())) {
            throw ChangeRules.conflict("The plan has changed meanwhile. Look at it again.");
        }
        Upgrade upgrade = price(wanted, standing);
        UpgradeOrder order = new UpgradeOrder(
                from.id(),
                to.id(),
                to.name(),
                to.includedCredits(),
                to.rank(),
                upgrade.effectiveAt(),
                standing.cycleEnd());
        if (!upgrade.due().aboveZero()) {
            String command = "upgrade:" + wanted.id();
            Act act = audit.act(
                    asked.by(), wanted.account(), "upgrade.ordered", Map.of("plan", to.id(), "command", command));
            delivery.order(act, command, order);
            asked.keep().accept(new PlanChange.UpgradedForNothing(to.id()));
            return Optional.empty();
        }
        return Optional.of(intents.write(new PaymentIntent(
                wanted.id(),
                wanted.account(),
                PaymentPurpose.UPGRADE,
                upgrade.due(),
                "Upgrade from " + from.name() + " to " + to.name(),
                delivery.text(order),
                null,
                asked.by())));
    }

    private Upgrade price(Wanted wanted, Standing standing) {
        Instant now = clock.instant();
        UpgradeShown shown = wanted.shown();
        if (shown == null) {
            return PlanArithmetic.upgrade(wanted.from(), wanted.to(), standing, now);
        }
        Instant at = shown.good(standing.cycleStart(), now);
        Upgrade upgrade = PlanArithmetic.upgrade(wanted.from(), wanted.to(), standing, at);
        shown.require(upgrade.due());
        return upgrade;
    }

    /**
     * The payment, which must be for this plan.
     *
     * @throws Problem IDEMPOTENCY_KEY_REUSED when it is for another
     */
    Payment sameOrder(Payment begun, Plan to) {
        if (!delivery.read(begun).plan().equals(to.id())) {
            throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, "This key stands for another change.");
        }
        return begun;
    }
}
