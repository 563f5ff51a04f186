package com.clientmanager.credits.aggregator.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random histories from a seed: usage on time, late, from the future, free, huge, copied and contradicted; grants,
 * plans, cancellations, suspensions, reversals, refunds and repeats; price changes; several zones; with a liking for
 * the instants around boundaries.
 */
public final class HistoryGenerator {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Madrid",
            "America/New_York",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Pacific/Apia",
            "Asia/Beirut",
            "Africa/Cairo",
            "America/St_Johns");
    private static final List<Fact.Plan> PLANS =
            List.of(new Fact.Plan("starter", 50), new Fact.Plan("growth", 250), new Fact.Plan("pro", 1000));
    private static final List<String> ACTIONS =
            List.of("sms.send", "sms.send", "form.submission", "ai.generate", "email.send", "login", "report.run");

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, List<Instant>> boundaries = new HashMap<>();
    private final List<Step> usages = new ArrayList<>();
    private final List<String> grants = new ArrayList<>();
    private Instant now;
    private int number;

    private HistoryGenerator(long seed) {
        random = new Random(seed);
        now = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(60 * 24 * 365)));
    }

    public static Scenario history(long seed, int events) {
        HistoryGenerator generator = new HistoryGenerator(seed);
        List<PriceLine> prices = generator.prices();
        while (generator.steps.size() < events) {
            generator.step();
        }
        return new Scenario("history of seed " + seed, prices, List.copyOf(generator.steps));
    }

    private List<PriceLine> prices() {
        Instant mid = now.plus(Duration.ofDays(40 + random.nextInt(60)));
        return List.of(
                new PriceLine("s1", "sms.send", "4", Instant.EPOCH, null),
                new PriceLine("s2", "sms.send", "5", mid, null),
                new PriceLine("s3", "sms.send", "3.5", mid.plus(Duration.ofDays(10)), "growth"),
                new PriceLine("f1", "form.submission", "1", Instant.EPOCH, null),
                new PriceLine("f2", "form.submission", "0.75", Instant.EPOCH, "pro"),
                new PriceLine("a1", "ai.generate", "0.0005", Instant.EPOCH, null),
                new PriceLine("e1", "email.send", "0.1", Instant.EPOCH, null),
                new PriceLine("l1", "login", "0", Instant.EPOCH, null),
                new PriceLine("r1", "report.run", "7", mid, null),
                new PriceLine("h1", "huge", "1000000000", Instant.EPOCH, null));
    }

    private void step() {
        String account = "a" + (1 + random.nextInt(2));
        passTime(account);
        if (!boundaries.containsKey(account) && random.nextInt(8) > 0) {
            start(account);
        } else if (random.nextInt(100) < 68) {
            add(account, usage(account));
        } else {
            add(account, order());
        }
    }

    private void passTime(String account) {
        List<Instant> next = boundaries.getOrDefault(account, List.of()).stream()
                .filter(boundary -> boundary.isAfter(now))
                .toList();
        if (!next.isEmpty() && random.nextInt(12) == 0) {
            Instant near = next.get(0).plusMillis(random.nextInt(3) - 1L);
            now = near.isAfter(now) ? near : now;
            return;
        }
        Duration pause = switch (random.nextInt(6)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofMillis(random.nextInt(5000));
            case 2 -> Duration.ofMinutes(random.nextInt(90));
            case 3 -> Duration.ofHours(random.nextInt(24));
            default -> Duration.ofMinutes(random.nextInt(60 * 48));
        };
        now = now.plus(pause);
    }

    private void add(String account, Fact fact) {
        Step step = new Step(now, account, fact);
        steps.add(step);
        if (fact instanceof Fact.Uses) {
            usages.add(step);
        }
    }

    private void start(String account) {
        String zone = one(ZONES);
        Instant since = random.nextInt(3) == 0 ? now.minus(Duration.ofHours(random.nextInt(24 * 150))) : now;
        LocalDate day = LocalDate.ofInstant(since, ZoneId.of(zone));
        List<Instant> ahead = new ArrayList<>();
        for (int n = 1; n < 24; n++) {
            ahead.add(day.plusMonths(n).atStartOfDay(ZoneId.of(zone)).toInstant());
        }
        boundaries.put(account, ahead);
        add(account, new Fact.Starts(one(PLANS), zone, since.equals(now) ? null : since));
    }

    private Fact usage(String account) {
        if (!usages.isEmpty() && random.nextInt(8) == 0) {
            return copy((Fact.Uses) one(usages).fact());
        }
        String action = random.nextInt(40) > 0 ? one(ACTIONS) : random.nextBoolean() ? "huge" : "ghost";
        long quantity = switch (action) {
            case "huge" -> random.nextInt(4) > 0 ? 10_000_000 : random.nextInt(3);
            case "ai.generate" -> random.nextInt(90_000);
            default -> random.nextInt(50) > 0 ? 1 + random.nextInt(12) : 0;
        };
        return new Fact.Uses("u" + ++number, action, quantity, occurred(account));
    }

    private Fact.Uses copy(Fact.Uses first) {
        long quantity = random.nextInt(3) == 0 ? first.quantity() + 1 : first.quantity();
        Instant time = random.nextBoolean() ? first.occurredAt() : now;
        return new Fact.Uses(first.id(), first.action(), quantity, time);
    }

    private Instant occurred(String account) {
        List<Instant> past = boundaries.getOrDefault(account, List.of()).stream()
                .filter(boundary -> boundary.isBefore(now))
                .toList();
        return switch (random.nextInt(10)) {
            case 0 -> now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 36)));
            case 1 -> past.isEmpty() ? now : past.get(past.size() - 1).plusMillis(random.nextInt(3) - 1L);
            case 2 -> now.plusMillis(random.nextInt(310_000));
            case 3 -> now.minus(Duration.ofDays(random.nextInt(34)));
            default -> now.minusMillis(random.nextInt(20_000));
        };
    }

    private Fact order() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> new Fact.Buys(newGrant(), credits(), random.nextInt(3) > 0 ? null : expiry());
            case 4, 5, 6 -> new Fact.IsGiven(newGrant(), credits(), random.nextInt(3) == 0 ? null : expiry());
            case 7, 8, 9, 10, 11 ->
                usages.isEmpty()
                        ? new Fact.TimePasses()
                        : new Fact.HasReversed(((Fact.Uses) one(usages).fact()).id());
            case 12, 13 -> new Fact.Upgrades(one(PLANS), random.nextInt(3) > 0 ? null : aWhileAgo());
            case 14 -> new Fact.Schedules(one(PLANS));
            case 15, 16 -> grants.isEmpty() ? new Fact.TimePasses() : new Fact.HasRevoked(one(grants));
            case 17 -> new Fact.RepeatsOrder(1 + random.nextInt(20));
            case 18, 19 -> statusOrder();
            default -> new Fact.TimePasses();
        };
    }

    private Fact statusOrder() {
        return switch (random.nextInt(8)) {
            case 0 -> new Fact.WithdrawsScheduled();
            case 1 -> new Fact.Cancels(random.nextInt(3) > 0 ? null : aWhileAgo());
            case 2, 3 -> new Fact.WithdrawsCancellation();
            case 4 -> new Fact.IsSuspended();
            case 5, 6 -> new Fact.IsResumed();
            default -> new Fact.Starts(one(PLANS), one(ZONES), null);
        };
    }

    private Instant aWhileAgo() {
        return now.minusSeconds(random.nextInt(random.nextBoolean() ? 7200 : 400_000) - 400L);
    }

    private String newGrant() {
        String grant = grants.isEmpty() || random.nextInt(10) > 0 ? "g" + ++number : grants.get(grants.size() - 1);
        grants.add(grant);
        return grant;
    }

    private String credits() {
        return random.nextInt(30) == 0 ? "0" : String.valueOf(1 + random.nextInt(random.nextInt(4) == 0 ? 600 : 40));
    }

    private Instant expiry() {
        return now.plus(Duration.ofHours(random.nextInt(24 * 60) - 24L));
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
