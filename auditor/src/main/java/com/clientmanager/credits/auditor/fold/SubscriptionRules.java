package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.GrantTerms;
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

    private CommandResult refused(String code) {
        return CommandResult.refused(account, command, code);
    }

    CommandResult start(Fields body) {
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
        ExpectedEntry grant = DueEntry.allowance(fresh).at(startedAt, now).by(command);
        return CommandResult.applied(List.of(grant), () -> {
            if (old != null && old.cycleEnd() < startedAt) {
                account.plans.end(old.cycleEnd());
            }
            account.plans.change(startedAt, fresh.plan().id());
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

    CommandResult upgrade(Subscription old, Fields body) {
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
        List<ExpectedEntry> entries = new ArrayList<>();
        entries.add(ExpectedEntry.of(command, "PLAN_CHANGED", BigInteger.ZERO)
                .stating(upgraded)
                .at(at, now));
        BigInteger share = share(old, plan, at);
        if (share.signum() > 0 && account.grant(old.allowanceId()) != null) {
            String id = old.allowanceId() + ":" + plan.id() + ":" + at;
            entries.add(ExpectedEntry.of(command, "GRANT", share)
                    .stating(upgraded)
                    .about(GrantTerms.allowance(id, share.longValue(), at, old.cycleEnd()))
                    .at(at, now));
        }
        return CommandResult.applied(entries, () -> {
            account.subscription = upgraded;
            account.plans.change(at, plan.id());
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

    CommandResult schedule(Subscription old, Fields body) {
        Plan plan = Plan.in(body);
        if (old.isEnded()) {
            return refused("SUBSCRIPTION_ENDED");
        }
        return plan.rank() >= old.plan().rank() ? refused("NOT_A_DOWNGRADE") : planned(old.withNext(plan));
    }

    CommandResult withdrawScheduled(Subscription old) {
        return old.next() == null ? refused("NOTHING_TO_CHANGE") : planned(old.withNext(null));
    }

    private CommandResult planned(Subscription changed) {
        ExpectedEntry entry = ExpectedEntry.of(command, "PLAN_CHANGED", BigInteger.ZERO)
                .stating(changed)
                .notingReason(command.reason());
        return CommandResult.applied(List.of(entry), () -> account.subscription = changed);
    }

    CommandResult cancel(Subscription old) {
        return switch (old.status()) {
            case "ACTIVE" -> {
                boolean isOlderThanCycle = old.cycle() > 0 && command.issuedAt() < old.cycleStart();
                yield isOlderThanCycle ? cancelBefore(old) : changed(old.withStatus("CANCELLING"));
            }
            case "SUSPENDED" -> changed(old.withStatus("ENDED"));
            default -> unchangeable(old);
        };
    }

    /** Issued before the running cycle began: its allowances end as they began. */
    private CommandResult cancelBefore(Subscription old) {
        List<Grant> allowances = account.inOrder.stream()
                .filter(grant -> grant.isAllowance() && grant.expiresAt == old.cycleEnd())
                .toList();
        List<ExpectedEntry> entries = new ArrayList<>();
        for (Grant grant : allowances) {
            if (grant.left.signum() != 0) {
                entries.add(ExpectedEntry.of(command, "EXPIRY", grant.left.negate())
                        .about(grant.termsEndingAt(old.cycleStart()))
                        .in(account.cycleOf(now))
                        .notingReason(command.reason()));
            }
        }
        CommandResult ended = changed(old.withStatus("ENDED"));
        entries.addAll(ended.entries());
        return CommandResult.applied(entries, () -> {
            account.endEarly(allowances, old.cycleStart());
            ended.effect().run();
        });
    }

    CommandResult withdrawCancellation(Subscription old) {
        return old.status().equals("CANCELLING") ? changed(old.withStatus("ACTIVE")) : unchangeable(old);
    }

    CommandResult suspend(Subscription old) {
        return switch (old.status()) {
            case "ACTIVE" -> changed(old.withStatus("SUSPENDED"));
            case "CANCELLING" -> changed(old.withStatus("ENDED"));
            default -> unchangeable(old);
        };
    }

    CommandResult resume(Subscription old) {
        if (!old.status().equals("SUSPENDED")) {
            return unchangeable(old);
        }
        Subscription resumed = old.withStatus("ACTIVE");
        CommandResult changed = changed(resumed);
        if (account.grant(resumed.allowanceId()) != null) {
            return changed;
        }
        List<ExpectedEntry> entries = new ArrayList<>(changed.entries());
        entries.add(DueEntry.allowance(resumed).at(now, now).by(command).notingReason(command.reason()));
        return CommandResult.applied(entries, changed.effect());
    }

    private CommandResult changed(Subscription after) {
        ExpectedEntry entry = ExpectedEntry.of(command, "SUBSCRIPTION_CHANGED", BigInteger.ZERO)
                .stating(after)
                .notingReason(command.reason());
        return CommandResult.applied(List.of(entry), () -> {
            account.subscription = after;
            if (after.isEnded()) {
                account.plans.end(after.cycleEnd());
            }
        });
    }

    private CommandResult unchangeable(Subscription old) {
        return refused(old.isEnded() ? "SUBSCRIPTION_ENDED" : "NOTHING_TO_CHANGE");
    }
}
