package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the usage page shows of a period; total, available and ledgerSeq are null while nothing is known.
 *
 * @param total charged less given back, the same as the sum of the ledger lines behind it (I6)
 * @param days in order, only those with usage
 */
public record UsageFigures(
        Period period,
        @Nullable Credits total,
        @Nullable Credits available,
        @Nullable Long ledgerSeq,
        Freshness fresh,
        Forecast forecast,
        List<UsageLine> actions,
        List<UsageLine> days,
        List<UsageLine> users) {

    public boolean known() {
        return total != null;
    }

    public @Nullable Long events() {
        return known() ? sumOfEvents(false) : null;
    }

    public @Nullable Long freeEvents() {
        return known() ? sumOfEvents(true) : null;
    }

    private long sumOfEvents(boolean onlyFree) {
        return actions.stream()
                .filter(line -> !onlyFree || line.free())
                .mapToLong(UsageLine::events)
                .reduce(0, Math::addExact);
    }
}
