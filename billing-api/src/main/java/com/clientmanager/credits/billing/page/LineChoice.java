package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.ledger.LedgerFilter;
import org.jspecify.annotations.Nullable;

/** Which usage lines are shown: those of the period, of one action or user where these are not null ("" is usage that names no user). */
record LineChoice(
        Period period, @Nullable String action, @Nullable String user) {
    LedgerFilter filter() {
        return new LedgerFilter(period.start(), period.end(), null, action, user);
    }

    /** As the query of an address. */
    String query() {
        return period.query()
                + (action == null ? "" : "&action=" + Period.encoded(action))
                + (user == null ? "" : "&user=" + Period.encoded(user));
    }
}
