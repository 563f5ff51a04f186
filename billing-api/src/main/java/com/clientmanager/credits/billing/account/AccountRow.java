package com.clientmanager.credits.billing.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A customer as stored. */
@Entity
@Table(name = "account")
class AccountRow {
    @Id
    String id;

    @Column(nullable = false)
    String name;

    @Column(name = "time_zone", nullable = false)
    String timeZone;

    @Column(name = "opened_at", nullable = false)
    Instant openedAt;

    @Column(name = "running_cycle_paid", nullable = false)
    boolean runningCyclePaid;

    @Version
    int version;
}
