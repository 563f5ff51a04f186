package com.clientmanager.credits.billing.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Accounts as stored. */
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountRow, String> {

    Optional<Account> account(String id) {
        return findByIdOptional(id).map(row -> new Account(row.id, row.name, ZoneId.of(row.timeZone), row.openedAt));
    }

    void open(String id, String name, ZoneId timeZone, Instant now) {
        AccountRow row = new AccountRow();
        row.id = id;
        row.name = name;
        row.timeZone = timeZone.getId();
        row.openedAt = now;
        persistAndFlush(row);
    }
}
