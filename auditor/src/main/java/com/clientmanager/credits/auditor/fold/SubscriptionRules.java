package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.Terms;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What commands about subscription and plan bring (R12, R15 – R18). */
final class SubscriptionRules {
    static final long AHEAD_MS = 300_000;
    static final BigInteger CREDIT = BigInteger.valueOf(1_000_000);

    private final Account account;
    private final Command command;
    private final long now;

    SubscriptionRules(Account account, Command command) {
        this.account = account;
        this.command = command;
        this.now = command.appendedAt();
    }

    private Verdict refused(String code) {
        return Verdict.refused(account, command, code);
    }

    Verdict start(Fields body) {
        Subscription old = account.subscription;
        String id = body.text("subscriptionId");
        long startedAt = body.number("startedAt");
        if (old != null && (!old.isEnded() || old.id().equals(id))) {
            return refused("ALREADY_SUBSCRIBED");
        }
        if (startedAt > now + AHEAD_MS) {
            return refused("IN_THE_FUTURE");
        }
        Subscription fresh = Subscription.started(id, zone(body), startedAt, Plan.in(body));
        Expected grant = Due.allowance(fresh).at(startedAt, now).by(command);
        return Verdict.obeyed(List.of(grant), () -> {
            if (old != null && old.cycleEnd() < startedAt) {
                account.changePlan(old.cycleEnd(), "");
            }
            account.changePlan(startedAt, fresh.plan().id());
            account.subscription = fresh;
            account.used = BigInteger.ZERO;
        });
    }

    private static ZoneId zone(Fields body) {
        try {
            return ZoneId.of(body.text("timeZone"));
        } catch (DateTimeException e) {
            throw new UnreadableException("time zone " + body.text("timeZone") + " is not known");
        }
    }

    Verdict upgrade(Subscription old, Fields body) {
        Plan plan = Plan.in(body);
        long at = body.number("effectiveAt");
        if (old.isEnded()) {
            return refused("SUBSCRIPTION_ENDED");
        } else if (plan.rank() <= old.plan().rank()) {
            return refused("NOT_AN_UPGRADE");
        } else if (at > now + AHEAD_MS) {
            return refused("IN_THE_FUTURE");
        } else if (!old.isInRunningCycle(at)) {
            return refused("NOT_IN_RUNNING_CYCLE");
        }
        Subscription upgraded = old.withPlan(plan);
        List<Expected> lines = new ArrayList<>();
        lines.add(Expected.of(command, "PLAN_CHANGED", BigInteger.ZERO)
                .stating(upgraded)
                .at(at, now));
        BigInteger share = share(old, plan, at);
        if (share.signum() > 0 && account.grant(old.allowanceId()) != null) {
            String id = old.allowanceId() + ":" + plan.id() + ":" + at;
            lines.add(Expected.of(command, "GRANT", share)
                    .stating(upgraded)
                    .about(new Terms(id, "ALLOWANCE", share.longValue(), at, old.cycleEnd()))
                    .at(at, now));
        }
        return Verdict.obeyed(lines, () -> {
            account.subscription = upgraded;
            account.changePlan(at, plan.id());
        });
    }

    /** The difference of included credits for the rest of the cycle, by the second, whole credits. */
    private static BigInteger share(Subscription old, Plan plan, long at) {
        BigInteger more = plan.included().subtract(old.plan().included());
        if (more.signum() <= 0) {
            return BigInteger.ZERO;
        }
        BigInteger rest = BigInteger.valueOf((old.cycleEnd() - at) / 1000);
        BigInteger whole = BigInteger.valueOf((old.cycleEnd() - old.cycleStart()) / 1000);
        return more.multiply(rest).divide(whole).divide(CREDIT).multiply(CREDIT);
    }

    Verdict schedule(Subscription old, Fields body) {
        Plan plan = Plan.in(body);
        if (old.isEnded()) {
            return refused("SUBSCRIPTION_ENDED");
        }
        return plan.rank() >= old.plan().rank() ? refused("NOT_A_DOWNGRADE") : planned(old.withNext(plan));
    }

    Verdict withdrawScheduled(Subscription old) {
        return old.next() == null ? refused("NOTHING_TO_CHANGE") : planned(old.withNext(null));
    }

    private Verdict planned(Subscription changed) {
        Expected line = Expected.of(command, "PLAN_CHANGED", BigInteger.ZERO).stating(changed);
        return Verdict.obeyed(List.of(line), () -> account.subscription = changed);
    }

    Verdict cancel(Subscription old) {
        return switch (old.status()) {
            case "ACTIVE" -> {
                boolean wasOrderedBefore = old.cycle() > 0 && command.issuedAt() < old.cycleStart();
                yield wasOrderedBefore ? cancelBefore(old) : changed(old.withStatus("CANCELLING"));
            }
            case "SUSPENDED" -> changed(old.withStatus("ENDED"));
            default -> unchangeable(old);
        };
    }

    /** Ordered before the running cycle began: its allowances end as they began. */
    private Verdict cancelBefore(Subscription old) {
        List<Grant> allowances = account.inOrder.stream()
                .filter(grant -> grant.isAllowance() && grant.expiresAt == old.cycleEnd())
                .toList();
        List<Expected> lines = new ArrayList<>();
        for (Grant grant : allowances) {
            if (grant.left.signum() != 0) {
                lines.add(Expected.of(command, "EXPIRY", grant.left.negate())
                        .about(grant.termsEndingAt(old.cycleStart()))
                        .in(account.spanOf(now)));
            }
        }
        Verdict ended = changed(old.withStatus("ENDED"));
        lines.addAll(ended.lines());
        return Verdict.obeyed(lines, () -> {
            account.endEarly(allowances, old.cycleStart());
            ended.effect().run();
        });
    }

    Verdict withdrawCancellation(Subscription old) {
        return old.status().equals("CANCELLING") ? changed(old.withStatus("ACTIVE")) : unchangeable(old);
    }

    Verdict suspend(Subscription old) {
        return switch (old.status()) {
            case "ACTIVE" -> changed(old.withStatus("SUSPENDED"));
            case "CANCELLING" -> changed(old.withStatus("ENDED"));
            default -> unchangeable(old);
        };
    }

    Verdict resume(Subscription old) {
        if (!old.status().equals("SUSPENDED")) {
            return unchangeable(old);
        }
        Subscription resumed = old.withStatus("ACTIVE");
        Verdict changed = changed(resumed);
        if (account.grant(resumed.allowanceId()) != null) {
            return changed;
        }
        List<Expected> lines = new ArrayList<>(changed.lines());
        lines.add(Due.allowance(resumed).at(now, now).by(command));
        return Verdict.obeyed(lines, changed.effect());
    }

    private Verdict changed(Subscription after) {
        Expected line =
                Expected.of(command, "SUBSCRIPTION_CHANGED", BigInteger.ZERO).stating(after);
        return Verdict.obeyed(List.of(line), () -> {
            account.subscription = after;
            if (after.isEnded()) {
                account.changePlan(after.cycleEnd(), "");
            }
        });
    }

    private Verdict unchangeable(Subscription old) {
        return refused(old.isEnded() ? "SUBSCRIPTION_ENDED" : "NOTHING_TO_CHANGE");
    }
}
