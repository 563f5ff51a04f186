package com.clientmanager.credits.billing.subscription;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Subscriptions as stored. */
@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<SubscriptionRow, String> {

    Optional<Subscription> ofAccount(String account) {
        return findByIdOptional(account)
                .map(row -> new Subscription(row.account, row.id, row.plan, row.startedAt, row.version));
    }

    void order(String account, String id, String plan, Instant startedAt) {
        SubscriptionRow row = new SubscriptionRow();
        row.account = account;
        row.id = id;
        row.plan = plan;
        row.startedAt = startedAt;
        persistAndFlush(row);
    }
}
