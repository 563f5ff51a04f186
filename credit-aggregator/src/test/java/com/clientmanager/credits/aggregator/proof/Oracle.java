package com.clientmanager.credits.aggregator.proof;

import com.clientmanager.credits.aggregator.proof.Outcome.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An independent model of the credit rules, sequential, in BigInteger, written from docs/credit-rules.md and sharing no
 * class with the core. It is slow and plain on purpose.
 */
public final class Oracle implements ScenarioRunner {
    private static final Duration LATENESS = Duration.ofDays(35);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    /** A thousand million credits, in micro-credits. */
    private static final BigInteger DEAREST = BigInteger.TEN.pow(9 + 6);

    private record Event(String account, String id) {}

    private record Content(String action, long quantity) {}

    private record Quote(String version, BigInteger unit) {}

    @Override
    public Outcome run(List<PriceLine> prices, List<Step> steps) {
        SortedMap<String, OracleAccount> accounts = new TreeMap<>();
        Map<Event, Content> seen = new HashMap<>();
        List<Rejection> rejections = new ArrayList<>();
        long duplicates = 0;
        Instant last = Instant.EPOCH;
        for (Delivery delivery : Delivery.of(steps)) {
            last = delivery.at();
            OracleAccount account = accounts.computeIfAbsent(delivery.account(), OracleAccount::new);
            if (delivery.fact() instanceof Fact.Uses uses) {
                String verdict = use(account, uses, delivery, prices, seen);
                if (verdict.equals("DUPLICATE")) {
                    duplicates++;
                } else if (!verdict.isEmpty()) {
                    rejections.add(new Rejection(uses.id(), verdict));
                }
            } else if (delivery.fact() instanceof Fact.Order) {
                new OracleCommands(account).apply(delivery);
            } else {
                account.settle(delivery.at());
            }
        }
        SortedMap<String, List<Line>> ledgers = new TreeMap<>();
        SortedMap<String, Outcome.Standing> standings = new TreeMap<>();
        for (OracleAccount account : accounts.values()) {
            if (!account.opened) {
                continue;
            }
            account.settle(last);
            ledgers.put(account.id, account.lines);
            standings.put(account.id, new Outcome.Standing(account.available(), account.owed, account.used));
        }
        return new Outcome(ledgers, standings, rejections, duplicates);
    }

    private String use(
            OracleAccount account,
            Fact.Uses uses,
            Delivery delivery,
            List<PriceLine> prices,
            Map<Event, Content> seen) {
        Duration ahead = Duration.between(delivery.at(), uses.occurredAt());
        if (uses.quantity() < 1) {
            return "QUANTITY_NOT_POSITIVE";
        } else if (ahead.compareTo(AHEAD) > 0) {
            return "IN_THE_FUTURE";
        } else if (ahead.negated().compareTo(LATENESS) > 0) {
            return "TOO_LATE";
        } else if (!account.opened) {
            return "UNKNOWN_ACCOUNT";
        }
        Event event = new Event(delivery.account(), uses.id());
        Content content = new Content(uses.action(), uses.quantity());
        if (seen.containsKey(event)) {
            return content.equals(seen.get(event)) ? "DUPLICATE" : "CONFLICT";
        }
        // Settling early would be harmless, but the core writes nothing for what it refuses, so neither does this.
        String plan = account.planAfterSettling(uses.occurredAt());
        if (prices.stream().noneMatch(price -> price.action().equals(uses.action()))) {
            return "UNKNOWN_ACTION";
        }
        Quote quote = quote(prices, uses, plan);
        if (quote == null) {
            return "NO_PRICE";
        }
        BigInteger charge = quote.unit().multiply(BigInteger.valueOf(uses.quantity()));
        if (charge.compareTo(DEAREST) > 0 || account.charged.add(charge).compareTo(LARGEST) > 0) {
            return "AMOUNT_OVERFLOW";
        }
        account.settle(ahead.isNegative() ? delivery.at() : uses.occurredAt());
        account.charge(uses, charge, quote.version(), delivery.at());
        seen.put(event, content);
        return "";
    }

    private static @Nullable Quote quote(List<PriceLine> prices, Fact.Uses uses, @Nullable String plan) {
        PriceLine best = null;
        for (PriceLine price : prices) {
            boolean holds = price.action().equals(uses.action())
                    && price.from().compareTo(uses.occurredAt()) <= 0
                    && (price.plan() == null || price.plan().equals(plan));
            if (holds && (best == null || beats(price, best))) {
                best = price;
            }
        }
        return best == null
                ? null
                : new Quote(
                        best.version(),
                        new BigDecimal(best.unit()).scaleByPowerOfTen(6).toBigIntegerExact());
    }

    private static boolean beats(PriceLine next, PriceLine best) {
        if ((next.plan() == null) != (best.plan() == null)) {
            return next.plan() != null;
        }
        return next.from().compareTo(best.from()) >= 0;
    }
}
