package com.clientmanager.credits.aggregator.proof;

import com.clientmanager.credits.aggregator.proof.OracleAccount.Bucket;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The oracle's orders. Each method answers an empty text, or the code of the refusal. */
final class OracleCommands {
    static final BigInteger CREDIT = BigInteger.valueOf(1_000_000);
    private static final BigInteger ZERO = BigInteger.ZERO;

    private final OracleAccount account;

    OracleCommands(OracleAccount account) {
        this.account = account;
    }

    void apply(Delivery delivery) {
        if (!account.opened && !(delivery.fact() instanceof Fact.Starts)) {
            return;
        }
        account.settle(delivery.at());
        if (delivery.fact() instanceof Fact.HasReversed reversed && charge(reversed.usageId()) == null) {
            return;
        }
        if (delivery.sequence() <= account.obeyed) {
            return;
        }
        boolean wasOpen = account.opened;
        String refusal = follow(delivery);
        if (!refusal.isEmpty() && wasOpen) {
            line(delivery)
                    .in(account.cycleNumber(delivery.at()))
                    .refusing(refusal)
                    .write("COMMAND_REFUSED", ZERO);
        }
        account.obeyed = account.opened ? delivery.sequence() : 0;
    }

    private String follow(Delivery delivery) {
        return switch ((Fact.Order) delivery.fact()) {
            case Fact.Starts starts -> start(starts, delivery);
            case Fact.Upgrades up -> upgrade(up, delivery);
            case Fact.Schedules down -> schedule(down.plan(), delivery);
            case Fact.WithdrawsScheduled withdraws -> withdraw(delivery);
            case Fact.Cancels cancels -> cancel(delivery);
            case Fact.WithdrawsCancellation withdraws -> move("CANCELLING", "ACTIVE", delivery);
            case Fact.IsSuspended suspended ->
                account.state.equals("CANCELLING") ? endNow(delivery) : move("ACTIVE", "SUSPENDED", delivery);
            case Fact.IsResumed resumed -> resume(delivery);
            case Fact.Buys buys -> give(buys.grant(), 30, buys.credits(), buys.until(), delivery);
            case Fact.IsGiven given -> give(given.grant(), 20, given.credits(), given.until(), delivery);
            case Fact.HasRevoked revoked -> revoke(revoked.grant(), delivery);
            case Fact.HasReversed reversed -> new OracleReversal(account).reverse(charge(reversed.usageId()), delivery);
        };
    }

    private @Nullable Line charge(String usageId) {
        return account.lines.stream()
                .filter(line -> line.type().equals("CHARGE") && usageId.equals(line.usageId()))
                .findFirst()
                .orElse(null);
    }

    private OracleLine line(Delivery delivery) {
        return new OracleLine(account).at(delivery.at()).by(delivery);
    }

    private String start(Fact.Starts starts, Delivery delivery) {
        Instant start = starts.since() == null ? delivery.issuedAt() : starts.since();
        if (account.runs() || delivery.subscriptionId().equals(account.subscription)) {
            return "ALREADY_SUBSCRIBED";
        }
        if (Duration.between(delivery.at(), start).compareTo(Duration.ofMinutes(5)) > 0) {
            return "IN_THE_FUTURE";
        }
        if (account.opened && account.state.equals("ENDED")) {
            Instant oldEnd = account.boundary(account.cycle + 1);
            if (oldEnd.isBefore(start)) {
                account.changePlan(oldEnd, "");
            }
        }
        account.opened = true;
        account.subscription = delivery.subscriptionId();
        account.zone = ZoneId.of(starts.zone());
        account.start = start;
        account.cycle = 0;
        account.used = ZERO;
        account.plan = starts.plan();
        account.next = null;
        account.state = "ACTIVE";
        account.changePlan(start, starts.plan().id());
        account.grantAllowance(line(delivery).at(start).recorded(delivery.at()));
        account.settle(delivery.at(), line(delivery).recorded(delivery.at()));
        return "";
    }

    private String upgrade(Fact.Upgrades up, Delivery delivery) {
        Instant at = up.effectiveAt() == null ? delivery.issuedAt() : up.effectiveAt();
        if (!account.runs()) {
            return "SUBSCRIPTION_ENDED";
        } else if (up.plan().rank() <= account.plan.rank()) {
            return "NOT_AN_UPGRADE";
        } else if (Duration.between(delivery.at(), at).compareTo(Duration.ofMinutes(5)) > 0) {
            return "IN_THE_FUTURE";
        } else if (!account.inRunningCycle(at)) {
            return "NOT_IN_RUNNING_CYCLE";
        }
        Instant end = account.boundary(account.cycle + 1);
        long cycleSeconds =
                Duration.between(account.boundary(account.cycle), end).toSeconds();
        long restSeconds = Duration.between(at, end).toSeconds();
        BigInteger more = BigInteger.valueOf(up.plan().included() - account.plan.included());
        account.plan = up.plan();
        account.next = null;
        account.changePlan(at, up.plan().id());
        line(delivery).at(at).recorded(delivery.at()).stating().write("PLAN_CHANGED", ZERO);
        // Whole credits first: included credits are whole, so nothing is lost by dividing before scaling.
        BigInteger share = more.signum() <= 0
                ? ZERO
                : more.multiply(BigInteger.valueOf(restSeconds))
                        .divide(BigInteger.valueOf(cycleSeconds))
                        .multiply(CREDIT);
        if (share.signum() > 0 && account.bucket(account.subscription + ":" + account.cycle) != null) {
            String grant =
                    account.subscription + ":" + account.cycle + ":" + up.plan().id() + ":" + at.toEpochMilli();
            Bucket bucket = account.newBucket(grant, 10, share, at, end);
            line(delivery).at(at).recorded(delivery.at()).of(bucket).stating().write("GRANT", share);
        }
        return "";
    }

    private String schedule(Fact.Plan plan, Delivery delivery) {
        if (!account.runs()) {
            return "SUBSCRIPTION_ENDED";
        } else if (plan.rank() >= account.plan.rank()) {
            return "NOT_A_DOWNGRADE";
        }
        account.next = plan;
        line(delivery).stating().write("PLAN_CHANGED", ZERO);
        return "";
    }

    private String withdraw(Delivery delivery) {
        if (account.next == null) {
            return "NOTHING_TO_CHANGE";
        }
        account.next = null;
        line(delivery).stating().write("PLAN_CHANGED", ZERO);
        return "";
    }

    private String cancel(Delivery delivery) {
        Instant begin = account.boundary(account.cycle);
        if (account.state.equals("SUSPENDED")) {
            return endNow(delivery);
        }
        if (account.state.equals("ACTIVE")
                && account.cycle > 0
                && delivery.issuedAt().isBefore(begin)) {
            Instant end = account.boundary(account.cycle + 1);
            for (Bucket bucket : account.inDrawOrder()) {
                if (bucket.kind == 10 && bucket.until.equals(end)) {
                    bucket.until = begin;
                    if (bucket.left.signum() > 0) {
                        account.lapse(bucket, line(delivery).in(account.cycleNumber(delivery.at())));
                    }
                }
            }
            return endNow(delivery);
        }
        return move("ACTIVE", "CANCELLING", delivery);
    }

    private String endNow(Delivery delivery) {
        account.state = "ENDED";
        account.changePlan(account.boundary(account.cycle + 1), "");
        line(delivery).stating().write("SUBSCRIPTION_CHANGED", ZERO);
        return "";
    }

    private String move(String from, String to, Delivery delivery) {
        if (!account.runs()) {
            return "SUBSCRIPTION_ENDED";
        } else if (!account.state.equals(from)) {
            return "NOTHING_TO_CHANGE";
        }
        account.state = to;
        line(delivery).stating().write("SUBSCRIPTION_CHANGED", ZERO);
        return "";
    }

    private String resume(Delivery delivery) {
        String refusal = move("SUSPENDED", "ACTIVE", delivery);
        if (refusal.isEmpty() && account.bucket(account.subscription + ":" + account.cycle) == null) {
            account.grantAllowance(line(delivery));
        }
        return refusal;
    }

    private String give(String grant, int kind, String credits, @Nullable Instant until, Delivery delivery) {
        BigInteger amount = new BigDecimal(credits).scaleByPowerOfTen(6).toBigIntegerExact();
        if (account.bucket(grant) != null) {
            return "ALREADY_GRANTED";
        } else if (amount.signum() <= 0 || amount.compareTo(CREDIT.pow(2).multiply(BigInteger.valueOf(1000))) > 0) {
            return "INVALID_AMOUNT";
        }
        Long cycle = account.cycleNumber(delivery.at());
        Bucket bucket = account.newBucket(grant, kind, amount, delivery.at(), until);
        line(delivery).in(cycle).of(bucket).write("GRANT", amount);
        BigInteger repays = account.owed.min(amount);
        if (repays.signum() > 0) {
            bucket.left = bucket.left.subtract(repays);
            bucket.lentToDebt = repays;
            account.owed = account.owed.subtract(repays);
            line(delivery)
                    .in(cycle)
                    .shares(List.of(new Line.Share(grant, repays)))
                    .write("OVERDRAFT_REPAID", ZERO);
        }
        if (bucket.left.signum() > 0 && !bucket.until.isAfter(delivery.at())) {
            account.lapse(bucket, line(delivery).in(cycle));
        }
        return "";
    }

    private String revoke(String grant, Delivery delivery) {
        Bucket bucket = account.bucket(grant);
        if (bucket == null) {
            return "UNKNOWN_GRANT";
        } else if (bucket.kind == 10) {
            return "NOT_GRANTABLE";
        } else if (bucket.left.signum() == 0) {
            return "NOTHING_TO_CHANGE";
        }
        OracleReversal.seize(account, bucket, line(delivery).in(account.cycleNumber(delivery.at())));
        return "";
    }
}
