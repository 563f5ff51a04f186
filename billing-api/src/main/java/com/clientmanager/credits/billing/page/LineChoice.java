package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.ledger.LedgerFilter;
import com.clientmanager.credits.billing.ledger.LedgerLine;
import com.clientmanager.credits.billing.ledger.LedgerLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the period are shown.
 *
 * @param everything all lines, credits that came in included, as they stand in the ledger; otherwise only usage
 * @param action of this action, or null
 * @param user of this user, "" for usage that names none, or null
 */
record LineChoice(
        Period period,
        boolean everything,
        @Nullable String action,
        @Nullable String user) {
    static final String EVERYTHING = "everything";

    /** As asked for by an address; action and user choose among usage. */
    static LineChoice of(Period period, @Nullable String show, @Nullable String action, @Nullable String user) {
        boolean everything = EVERYTHING.equals(show) && action == null && user == null;
        return new LineChoice(period, everything, action, user);
    }

    /** Newest first, those below the number `before`. */
    List<LedgerLine> read(LedgerLines ledger, String account, long before, int most) {
        LedgerFilter filter = new LedgerFilter(period.start(), period.end(), null, action, user);
        return everything
                ? ledger.newestFirst(account, filter, before, most)
                : ledger.usage(account, filter, before, most);
    }

    /** As the query of an address. */
    String query() {
        return period.query()
                + (everything ? "&show=" + EVERYTHING : "")
                + (action == null ? "" : "&action=" + Period.encoded(action))
                + (user == null ? "" : "&user=" + Period.encoded(user));
    }
}
