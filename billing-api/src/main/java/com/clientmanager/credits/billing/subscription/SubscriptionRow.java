package com.clientmanager.credits.billing.subscription;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A subscription as ordered. */
@Entity
@Table(name = "subscription")
class SubscriptionRow {
    @Id
    @Column(name = "account_id")
    String account;

    @Column(nullable = false)
    String id;

    @Column(nullable = false)
    String plan;

    @Column(name = "started_at", nullable = false)
    Instant startedAt;

    @Version
    int version;
}
