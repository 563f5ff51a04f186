package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.account.BeginSubscription;
import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.StartSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/** Begins a new account's subscription: the row and the engine's order in one transaction (R12). */
@ApplicationScoped
class StartSubscriptions implements BeginSubscription {
    private final SubscriptionRepository rows;
    private final Outbox outbox;

    StartSubscriptions(SubscriptionRepository rows, Outbox outbox) {
        this.rows = rows;
        this.outbox = outbox;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    @Override
    public void begin(Act opening, ZoneId zone, Plan plan, Instant startedAt) {
        String id = "sub-" + UUID.randomUUID();
        rows.order(opening.account(), id, plan.id(), startedAt);
        PlanTerms terms = new PlanTerms(plan.id(), plan.includedCredits().micros(), plan.rank());
        outbox.command(opening, "start-" + id, new StartSubscription(id, zone.getId(), startedAt, terms));
    }
}
