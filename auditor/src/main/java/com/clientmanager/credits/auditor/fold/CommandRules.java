package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.Share;
import com.clientmanager.credits.auditor.record.Terms;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What each command brings to an account that has been advanced to the command's append time (R10 – R21). */
final class CommandRules {
    private static final BigInteger MAX_GRANT = SubscriptionRules.CREDIT.multiply(BigInteger.valueOf(1_000_000_000));

    private final long memoryMs;

    /** @param memoryMs how long ended allowances are remembered */
    CommandRules(long memoryMs) {
        this.memoryMs = memoryMs;
    }

    /** @throws UnreadableException when the command cannot be followed as it is */
    Verdict judge(Account account, Command command) {
        SubscriptionRules rules = new SubscriptionRules(account, command);
        Fields body = command.body();
        Subscription old = account.subscription;
        if (body == null) {
            body = bodiless(command);
        }
        if (command.type().equals("StartSubscription")) {
            return rules.start(body);
        }
        if (old == null) {
            throw new UnreadableException("the account is not open");
        }
        return switch (command.type()) {
            case "UpgradePlan" -> rules.upgrade(old, body);
            case "SchedulePlan" -> rules.schedule(old, body);
            case "WithdrawScheduledPlan" -> rules.withdrawScheduled(old);
            case "CancelAtCycleEnd" -> rules.cancel(old);
            case "WithdrawCancellation" -> rules.withdrawCancellation(old);
            case "SuspendSubscription" -> rules.suspend(old);
            case "ResumeSubscription" -> rules.resume(old);
            case "GrantCredits" -> give(account, old, command, body);
            case "RevokeGrant" -> revoke(account, command, body);
            case "ReverseCharge" -> new ReversalRules(account, command, memoryMs).reverse(body);
            default -> throw new UnreadableException("command type " + command.type() + " is not known");
        };
    }

    /** Five commands say all by their type. */
    private static Fields bodiless(Command command) {
        return switch (command.type()) {
            case "WithdrawScheduledPlan",
                    "CancelAtCycleEnd",
                    "WithdrawCancellation",
                    "SuspendSubscription",
                    "ResumeSubscription" -> Fields.NONE;
            default -> throw new UnreadableException("the field of " + command.type() + " is missing");
        };
    }

    private static Verdict give(Account account, Subscription old, Command command, Fields body) {
        String id = body.text("grantId");
        String source = body.text("source");
        BigInteger amount = BigInteger.valueOf(body.number("amountMicros"));
        if (source.equals("ALLOWANCE") || id.startsWith(old.id() + ":")) {
            return Verdict.refused(account, command, "NOT_GRANTABLE");
        } else if (account.grant(id) != null) {
            return Verdict.refused(account, command, "ALREADY_GRANTED");
        } else if (amount.signum() <= 0 || amount.compareTo(MAX_GRANT) > 0) {
            return Verdict.refused(account, command, "INVALID_AMOUNT");
        }
        long now = command.appendedAt();
        Span span = account.spanOf(now);
        Long expiresAt = body.numberOrNull("expiresAt");
        Terms terms = new Terms(id, source, amount.longValue(), now, expiresAt);
        List<Expected> lines = new ArrayList<>();
        lines.add(Expected.of(command, "GRANT", amount).about(terms).in(span));
        BigInteger repays = account.overdraft().min(amount);
        if (repays.signum() > 0) {
            lines.add(Expected.of(command, "OVERDRAFT_REPAID", BigInteger.ZERO)
                    .sharing(List.of(new Share(id, source, repays)))
                    .in(span));
        }
        BigInteger left = amount.subtract(repays);
        if (expiresAt != null && expiresAt <= now && left.signum() > 0) {
            lines.add(Expected.of(command, "EXPIRY", left.negate()).about(terms).in(span));
        }
        return Verdict.obeyed(lines, () -> {});
    }

    private Verdict revoke(Account account, Command command, Fields body) {
        Grant grant = account.grant(body.text("grantId"));
        if (grant == null || grant.isForgotten(command.appendedAt(), memoryMs)) {
            return Verdict.refused(account, command, "UNKNOWN_GRANT");
        } else if (grant.isAllowance()) {
            return Verdict.refused(account, command, "NOT_GRANTABLE");
        } else if (grant.left.signum() == 0) {
            return Verdict.refused(account, command, "NOTHING_TO_CHANGE");
        }
        Expected line = Expected.of(command, "REVOCATION", grant.left.negate())
                .about(grant.terms())
                .in(account.spanOf(command.appendedAt()));
        return Verdict.obeyed(List.of(line), () -> {});
    }
}
