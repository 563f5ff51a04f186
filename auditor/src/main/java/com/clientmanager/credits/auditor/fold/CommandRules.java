package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Which entries each command causes on an account that has been advanced to the command's append time (R10 – R21). */
final class CommandRules {
    private static final BigInteger MAX_GRANT = SubscriptionRules.CREDIT.multiply(BigInteger.valueOf(1_000_000_000));

    private final long memoryMs;

    /** @param memoryMs how long ended allowances are remembered */
    CommandRules(long memoryMs) {
        this.memoryMs = memoryMs;
    }

    /** @throws UnreadableException when the command cannot be applied as it is */
    CommandResult check(Account account, Command command) {
        SubscriptionRules rules = new SubscriptionRules(account, command);
        Fields body = command.body();
        Subscription old = account.subscription;
        if (body == null) {
            body = withoutBody(command);
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

    /** Five commands need nothing but their type: a missing field is one without a reason. */
    private static Fields withoutBody(Command command) {
        return switch (command.type()) {
            case "WithdrawScheduledPlan",
                    "CancelAtCycleEnd",
                    "WithdrawCancellation",
                    "SuspendSubscription",
                    "ResumeSubscription" -> Fields.NONE;
            default -> throw new UnreadableException("the field of " + command.type() + " is missing");
        };
    }

    private static CommandResult give(Account account, Subscription old, Command command, Fields body) {
        String id = body.text("grantId");
        String source = body.text("source");
        BigInteger amount = BigInteger.valueOf(body.number("amountMicros"));
        if (source.equals("ALLOWANCE") || id.startsWith(old.id() + ":")) {
            return CommandResult.refused(account, command, "NOT_GRANTABLE");
        } else if (account.grant(id) != null) {
            return CommandResult.refused(account, command, "ALREADY_GRANTED");
        } else if (amount.signum() <= 0 || amount.compareTo(MAX_GRANT) > 0) {
            return CommandResult.refused(account, command, "INVALID_AMOUNT");
        }
        long now = command.appendedAt();
        Cycle cycle = account.cycleOf(now);
        Long expiresAt = body.numberOrNull("expiresAt");
        GrantTerms terms = new GrantTerms(
                id, source, amount.longValue(), now, expiresAt, GrantTerms.priorityOf(source), body.textOrNull("note"));
        List<ExpectedEntry> entries = new ArrayList<>();
        entries.add(ExpectedEntry.of(command, "GRANT", amount)
                .about(terms)
                .in(cycle)
                .noting(terms.name()));
        BigInteger repays = account.overdraft().min(amount);
        if (repays.signum() > 0) {
            entries.add(ExpectedEntry.of(command, "OVERDRAFT_REPAID", BigInteger.ZERO)
                    .allocating(List.of(new Allocation(id, source, repays)))
                    .in(cycle)
                    .noting(terms.name()));
        }
        BigInteger left = amount.subtract(repays);
        if (expiresAt != null && expiresAt <= now && left.signum() > 0) {
            entries.add(ExpectedEntry.of(command, "EXPIRY", left.negate())
                    .about(terms)
                    .in(cycle)
                    .noting(terms.name()));
        }
        return CommandResult.applied(entries, () -> {});
    }

    private CommandResult revoke(Account account, Command command, Fields body) {
        Grant grant = account.grant(body.text("grantId"));
        if (grant == null || grant.isForgotten(command.appendedAt(), memoryMs)) {
            return CommandResult.refused(account, command, "UNKNOWN_GRANT");
        } else if (grant.isAllowance()) {
            return CommandResult.refused(account, command, "NOT_GRANTABLE");
        } else if (grant.left.signum() == 0) {
            return CommandResult.refused(account, command, "NOTHING_TO_CHANGE");
        }
        ExpectedEntry entry = ExpectedEntry.of(command, "REVOCATION", grant.left.negate())
                .about(grant.terms())
                .in(account.cycleOf(command.appendedAt()))
                .noting(body.text("reason"));
        return CommandResult.applied(List.of(entry), () -> {});
    }
}
