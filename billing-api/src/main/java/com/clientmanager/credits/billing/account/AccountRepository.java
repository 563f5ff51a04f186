package com.clientmanager.credits.billing.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;

/** Accounts as stored. */
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountRow, String> {

    Optional<Account> account(String id) {
        return findByIdOptional(id).map(row -> new Account(row.id, row.name, ZoneId.of(row.timeZone), row.openedAt));
    }

    void open(Account account, boolean runningCyclePaid) {
        AccountRow row = new AccountRow();
        row.id = account.id();
        row.name = account.name();
        row.timeZone = account.timeZone().getId();
        row.openedAt = account.openedAt();
        row.runningCyclePaid = runningCyclePaid;
        persistAndFlush(row);
    }
}
