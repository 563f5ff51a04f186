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
import java.util.Map;
import java.util.Optional;

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

    /**
     * The intended payment, or empty when the share is less than the smallest coin and the upgrade is ordered at once.
     *
     * @param from the plan that was compared; another one by now is a conflict
     * @throws Problem CONFLICT when it may not be changed; ETAG_MISMATCH
     */
    @Transactional
    Optional<Payment> intend(String account, Plan from, Plan to, String id, Asked<PlanChange> asked) {
        Standing standing = standings.hold(account, asked.ifMatch());
        rules.mayUpgrade(standing);
        if (!standing.plan().equals(from.id())) {
            throw ChangeRules.conflict("The plan has changed meanwhile. Look at it again.");
        }
        Upgrade upgrade = PlanArithmetic.upgrade(from, to, standing, clock.instant());
        UpgradeOrder order = new UpgradeOrder(
                from.id(),
                to.id(),
                to.name(),
                to.includedCredits(),
                to.rank(),
                upgrade.effectiveAt(),
                standing.cycleEnd());
        if (!upgrade.due().aboveZero()) {
            Act act = audit.act(
                    asked.by(), account, "upgrade.ordered", Map.of("plan", to.id(), "command", "upgrade:" + id));
            delivery.order(act, "upgrade:" + id, order);
            asked.keep().accept(new PlanChange.UpgradedForNothing(to.id()));
            return Optional.empty();
        }
        return Optional.of(intents.write(new PaymentIntent(
                id,
                account,
                PaymentPurpose.UPGRADE,
                upgrade.due(),
                "Upgrade from " + from.name() + " to " + to.name(),
                delivery.text(order),
                null,
                asked.by())));
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
