package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentDeclined;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.PaymentIntent;
import com.clientmanager.credits.billing.payment.TakePayment;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves a subscription to another plan: up at once for the fee's share, down at the next boundary (R15, R16). */
@ApplicationScoped
public class ChangePlan {
    private final PreviewChange previews;
    private final IntendUpgrade upgrades;
    private final ScheduleDowngrade downgrades;
    private final TakePayment payments;
    private final PaymentHistory history;

    ChangePlan(
            PreviewChange previews,
            IntendUpgrade upgrades,
            ScheduleDowngrade downgrades,
            TakePayment payments,
            PaymentHistory history) {
        this.previews = previews;
        this.upgrades = upgrades;
        this.downgrades = downgrades;
        this.payments = payments;
        this.history = history;
    }

    /**
     * What the change would cost and give at this moment.
     *
     * @throws Problem INVALID_FIELD for an unknown plan; UNAVAILABLE while the running cycle is not known
     */
    public PlanPreview preview(String account, String planId) {
        return previews.of(account, planId);
    }

    /**
     * Whether the change may be made as things stand.
     *
     * @throws Problem INVALID_FIELD, UNAVAILABLE, CONFLICT as {@link #change} would
     */
    public void require(String account, String planId) {
        previews.requireChangeable(account, planId);
    }

    /**
     * Carries the change out; asking for the running plan takes a pending downgrade back.
     *
     * @throws Problem INVALID_FIELD, UNAVAILABLE as {@link #preview}; CONFLICT when the subscription is cancelled,
     *     suspended, past
     *     due or being changed already, or is on this plan with nothing pending; ETAG_MISMATCH
     * @throws PaymentDeclined for an upgrade without a card
     */
    public PlanChange change(String account, String planId, Asked<PlanChange> asked) {
        return change(account, planId, asked, null);
    }

    /** The same for a page; {@code shown} is the price that it showed for an upgrade, or null. */
    public PlanChange change(String account, String planId, Asked<PlanChange> asked, @Nullable UpgradeShown shown) {
        Plan to = previews.plan(planId);
        String id = PaymentIntent.idFrom("upgrade", account, asked.by(), asked.key());
        Optional<Payment> begun = history.find(account, id);
        if (begun.isPresent()) {
            return charged(to, payments.resume(upgrades.sameOrder(begun.get(), to)));
        }
        Plan from = previews.running(account);
        if (to.rank() <= from.rank()) {
            if (shown != null) {
                throw Problem.of(ProblemCode.ETAG_MISMATCH, "This is no upgrade any more. Look at it again.");
            }
            return downgrades.schedule(account, to, "plan:" + id, asked);
        }
        return upgrades.intend(new IntendUpgrade.Wanted(account, from, to, id, shown), asked)
                .map(payment -> charged(to, payments.pursue(payment)))
                .orElseGet(() -> new PlanChange.UpgradedForNothing(to.id()));
    }

    /** @throws Problem CONFLICT when it was paid but not carried out */
    private PlanChange charged(Plan to, Payment payment) {
        if (payment.succeeded() && history.isGivenBack(payment)) {
            throw ChangeRules.conflict("The upgrade could not be carried out. Its payment is given back in full.");
        }
        return new PlanChange.Charged(to.id(), payment);
    }

    /**
     * Takes a pending downgrade back (R16).
     *
     * @throws Problem CONFLICT when none is pending
     */
    public PlanChange withdraw(String account, Asked<PlanChange> asked) {
        return change(account, previews.running(account).id(), asked);
    }
}
