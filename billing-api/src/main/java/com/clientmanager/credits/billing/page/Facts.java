package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.account.Account;
import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.balance.Balances;
import com.clientmanager.credits.billing.subscription.SubscriptionView;
import com.clientmanager.credits.billing.subscription.Subscriptions;
import com.clientmanager.credits.billing.usage.GroupBy;
import com.clientmanager.credits.billing.usage.UsageBreakdown;
import com.clientmanager.credits.billing.usage.UsageBreakdown.Cycle;
import com.clientmanager.credits.billing.usage.UsageBreakdown.Days;
import com.clientmanager.credits.billing.usage.UsageSums;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the features for what a page shows of one account. */
@ApplicationScoped
class Facts {
    private static final int PACE_DAYS = 7;
    private static final int CYCLES = 36;
    private static final long SHORTEST_SECONDS = 3600;
    private static final UsageBreakdown NOTHING_KNOWN = new UsageBreakdown(null, null, null, List.of(), null);

    private final Subscriptions subscriptions;
    private final Balances balances;
    private final UsageSums sums;
    private final Accounts accounts;

    Facts(Subscriptions subscriptions, Balances balances, UsageSums sums, Accounts accounts) {
        this.subscriptions = subscriptions;
        this.balances = balances;
        this.sums = sums;
        this.accounts = accounts;
    }

    BalanceView balance(String account) {
        return balances.of(account);
    }

    SubscriptionView subscription(String account) {
        return subscriptions
                .of(accounts.find(account).orElseThrow(Problem::notFound))
                .view();
    }

    /** The ETag of what a change of the subscription is decided on. */
    String subscriptionTag(String account) {
        return subscriptions
                .of(accounts.find(account).orElseThrow(Problem::notFound))
                .tag();
    }

    /** By action, in the running cycle. */
    UsageBreakdown currentUsage(String account) {
        return sums.currentCycle(account)
                .map(cycle -> sums.ofCycle(account, cycle, GroupBy.ACTION))
                .orElse(NOTHING_KNOWN);
    }

    UsageBreakdown usage(String account, Period period, GroupBy groupBy) {
        if (period.value().equals(Period.DATES)) {
            return sums.ofDays(account, new Days(period.from(), period.to()), groupBy);
        }
        return cycles(account).stream()
                .filter(cycle -> cycle.start().equals(period.start()))
                .findFirst()
                .map(cycle -> sums.ofCycle(account, cycle, groupBy))
                .orElse(NOTHING_KNOWN);
    }

    /** The running cycle first. */
    List<Cycle> cycles(String account) {
        return sums.cycles(account, CYCLES);
    }

    /**
     * What was used in the last seven days, or since the account began if that is less; null while nothing is known.
     */
    Forecast.@Nullable Pace pace(Reader reader, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, reader.figures().zone());
        Account account = accounts.find(reader.account()).orElseThrow();
        Instant first =
                today.minusDays(PACE_DAYS - 1).atStartOfDay(account.timeZone()).toInstant();
        Instant began = began(account);
        Instant from = began.isAfter(first) ? began : first;
        Credits used = sums.ofDays(account.id(), new Days(today.minusDays(PACE_DAYS - 1), today), GroupBy.DAY)
                .total();
        long seconds = Math.max(SHORTEST_SECONDS, Duration.between(from, now).toSeconds());
        return used == null ? null : new Forecast.Pace(used, Duration.ofSeconds(seconds));
    }

    /** An account that moved here brings usage from before it was opened. */
    private Instant began(Account account) {
        return cycles(account.id()).stream()
                .map(Cycle::start)
                .filter(start -> start.isBefore(account.openedAt()))
                .min(Comparator.naturalOrder())
                .orElse(account.openedAt());
    }
}
