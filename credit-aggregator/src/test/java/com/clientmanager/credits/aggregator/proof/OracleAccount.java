package com.clientmanager.credits.aggregator.proof;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One account of the oracle: buckets of credits, a debt, and the list of lines. */
final class OracleAccount {
    static final BigInteger ZERO = BigInteger.ZERO;

    /** What became of a grant; what a charge took of it is not in any of the figures. */
    static final class Bucket {
        String id = "";
        int kind;
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        BigInteger left = ZERO;
        BigInteger lapsed = ZERO;
        BigInteger lentToDebt = ZERO;
        boolean seized;

        /** An allowance, twice the lateness window after its end: nothing can ask for it any more. */
        boolean isForgotten(Instant now) {
            return kind == 10 && now.getEpochSecond() - until.getEpochSecond() > 70 * 86_400 && left.signum() == 0;
        }
    }

    final String id;
    final List<Line> lines = new ArrayList<>();
    final List<Bucket> buckets = new ArrayList<>();
    final TreeMap<Instant, String> plans = new TreeMap<>();
    /** Before the first start its prices hold. */
    String firstPlan = "";

    boolean opened;
    /** Between a reversal's line and the expiry of what no bucket takes back. */
    BigInteger adrift = ZERO;

    BigInteger owed = ZERO;
    BigInteger used = ZERO;
    /** Less what was given back. */
    BigInteger charged = ZERO;

    long obeyed;
    final Set<String> reversed = new HashSet<>();

    String subscription = "";
    ZoneId zone = ZoneId.of("UTC");
    Instant start = Instant.MAX;
    long cycle;
    Fact.Plan plan = new Fact.Plan("", 0);
    Fact.@Nullable Plan next;
    String state = "";

    OracleAccount(String id) {
        this.id = id;
    }

    /** Day of the start, or the month's last; local midnight or what the zone has instead. */
    Instant boundary(long n) {
        if (n == 0) {
            return start;
        }
        ZonedDateTime local = start.atZone(zone);
        long months = local.getYear() * 12L + local.getMonthValue() - 1 + n;
        LocalDate first = LocalDate.of((int) (months / 12), (int) (months % 12) + 1, 1);
        LocalDate day = first.withDayOfMonth(Math.min(local.getDayOfMonth(), first.lengthOfMonth()));
        return ZonedDateTime.of(day.atStartOfDay(), zone).toInstant();
    }

    boolean runs() {
        return opened && !state.equals("ENDED");
    }

    boolean inRunningCycle(Instant time) {
        return opened && !time.isBefore(boundary(cycle)) && time.isBefore(boundary(cycle + 1));
    }

    @Nullable
    Long cycleNumber(Instant time) {
        if (!opened || time.isBefore(start)) {
            return null;
        }
        for (long n = cycle; n >= 0; n--) {
            if (!time.isBefore(boundary(n))) {
                return time.isBefore(boundary(n + 1)) ? n : null;
            }
        }
        return null;
    }

    BigInteger available() {
        return buckets.stream().map(bucket -> bucket.left).reduce(adrift, BigInteger::add);
    }

    List<Bucket> inDrawOrder() {
        List<Bucket> order = new ArrayList<>(buckets);
        order.sort(Comparator.<Bucket>comparingInt(bucket -> bucket.kind)
                .thenComparing(bucket -> bucket.until)
                .thenComparing(bucket -> bucket.from)
                .thenComparing(bucket -> bucket.id));
        return order;
    }

    @Nullable
    Bucket bucket(String grant) {
        return buckets.stream().filter(one -> one.id.equals(grant)).findFirst().orElse(null);
    }

    Bucket newBucket(String grant, int kind, BigInteger amount, Instant from, @Nullable Instant until) {
        Bucket bucket = new Bucket();
        bucket.id = grant;
        bucket.kind = kind;
        bucket.left = amount;
        bucket.from = from;
        bucket.until = until == null ? Instant.MAX : until;
        buckets.add(bucket);
        return bucket;
    }

    /** The plan at a time as it will be once everything up to that time is written. */
    @Nullable
    String planAfterSettling(Instant time) {
        if (runs() && !time.isBefore(boundary(cycle + 1))) {
            if (state.equals("CANCELLING")) {
                return null;
            }
            return next == null ? plan.id() : next.id();
        }
        Map.Entry<Instant, String> entry = plans.floorEntry(time);
        String name = entry == null ? firstPlan : entry.getValue();
        return name.isEmpty() ? null : name;
    }

    void changePlan(Instant from, String name) {
        firstPlan = firstPlan.isEmpty() ? name : firstPlan;
        plans.tailMap(from, true).clear();
        plans.put(from, name);
    }

    void settle(Instant now) {
        settle(now, new OracleLine(this));
    }

    /** {@code pattern} carries who caused the lines and when, if it was not time. */
    void settle(Instant now, OracleLine pattern) {
        while (true) {
            Instant moment = runs() ? boundary(cycle + 1) : Instant.MAX;
            for (Bucket bucket : buckets) {
                if (bucket.left.signum() > 0 && bucket.until.isBefore(moment)) {
                    moment = bucket.until;
                }
            }
            if (moment.isAfter(now) || moment.equals(Instant.MAX)) {
                buckets.removeIf(bucket -> bucket.isForgotten(now));
                return;
            }
            for (Bucket bucket : inDrawOrder()) {
                if (bucket.left.signum() > 0 && !bucket.until.isAfter(moment)) {
                    lapse(bucket, pattern.copy().at(bucket.until).in(lastCycleUpTo(bucket.until)));
                }
            }
            if (runs() && boundary(cycle + 1).equals(moment)) {
                turn(moment, pattern.copy().at(moment));
            }
        }
    }

    private @Nullable Long lastCycleUpTo(Instant until) {
        return opened && until.equals(boundary(cycle + 1)) ? (Long) cycle : cycleNumber(until);
    }

    void lapse(Bucket bucket, OracleLine line) {
        BigInteger amount = bucket.left;
        bucket.left = ZERO;
        bucket.lapsed = bucket.lapsed.add(amount);
        line.of(bucket).write("EXPIRY", amount.negate());
    }

    private void turn(Instant moment, OracleLine line) {
        if (state.equals("CANCELLING")) {
            state = "ENDED";
            changePlan(moment, "");
            line.stating().write("SUBSCRIPTION_CHANGED", ZERO);
            return;
        }
        cycle++;
        used = ZERO;
        if (next != null) {
            plan = next;
            next = null;
            changePlan(moment, plan.id());
        }
        if (state.equals("SUSPENDED")) {
            line.stating().write("CYCLE_STARTED", ZERO);
        } else {
            grantAllowance(line);
        }
    }

    void grantAllowance(OracleLine line) {
        BigInteger included = BigInteger.valueOf(plan.included()).multiply(OracleCommands.CREDIT);
        Bucket bucket = newBucket(subscription + ":" + cycle, 10, included, boundary(cycle), boundary(cycle + 1));
        line.of(bucket).stating().write("GRANT", included);
    }

    void charge(Fact.Uses uses, BigInteger charge, String version, Instant appendedAt) {
        Instant time = uses.occurredAt();
        BigInteger unpaid = charge;
        List<Line.Share> shares = new ArrayList<>();
        List<Runnable> withdrawals = new ArrayList<>();
        for (Bucket bucket : inDrawOrder()) {
            boolean holds = time.isBefore(bucket.until) && (bucket.kind != 10 || !time.isBefore(bucket.from));
            BigInteger share = holds ? unpaid.min(bucket.left.add(bucket.lapsed)) : ZERO;
            if (share.signum() == 0) {
                continue;
            }
            BigInteger back = share.subtract(bucket.left).max(ZERO);
            if (back.signum() > 0) {
                bucket.lapsed = bucket.lapsed.subtract(back);
                bucket.left = bucket.left.add(back);
                new OracleLine(this)
                        .at(time)
                        .recorded(appendedAt)
                        .in(cycleNumber(time))
                        .usage(uses.id())
                        .of(bucket)
                        .write("EXPIRY_REVERSED", back);
            }
            withdrawals.add(() -> bucket.left = bucket.left.subtract(share));
            shares.add(new Line.Share(bucket.id, share));
            unpaid = unpaid.subtract(share);
        }
        withdrawals.forEach(Runnable::run);
        owed = owed.add(unpaid);
        charged = charged.add(charge);
        used = inRunningCycle(time) ? used.add(charge) : used;
        new OracleLine(this)
                .at(time)
                .recorded(appendedAt)
                .in(cycleNumber(time))
                .usage(uses.id())
                .version(version)
                .priced(planAfterSettling(time))
                .shares(shares)
                .write("CHARGE", charge.negate());
    }
}
