package com.clientmanager.credits.aggregator.credit;

import com.clientmanager.credits.aggregator.credit.Decision.Accepted;
import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The credit rules as one function: (account, event, append time) to (account, ledger lines). Before an event is
 * applied the account is advanced to the later of its append time and its own time, so that a tick changes when a line
 * is written, never what it says (R13).
 */
public final class CreditEngine {
    private final Duration memory;

    /**
     * @param lateness how old usage may be (R3); ended allowances are remembered for twice as long, since late usage
     *     may take their
     *     expiry back (R14)
     */
    public CreditEngine(Duration lateness) {
        memory = lateness.multipliedBy(2);
    }

    /**
     * Applies usage or an order. Usage that is refused changes nothing. An order of an account that is open is never
     * refused as a whole: one that cannot be followed leaves a COMMAND_REFUSED line, and a repeat leaves none.
     */
    public Decision apply(CreditAccount account, AccountEvent event, Instant appendedAt) {
        return switch (event) {
            case Usage usage -> use(account, usage, appendedAt);
            case AccountCommand order -> applyCommand(account, order, appendedAt);
        };
    }

    /** Writes every boundary and expiry up to now (inclusive); the account itself when none is due. */
    public Accepted advance(CreditAccount account, Instant now) {
        AccountMutation draft = new AccountMutation(account);
        advance(draft, now);
        return draft.finished();
    }

    private void advance(AccountMutation draft, Instant now) {
        CycleBoundary.advance(draft, now);
        draft.forgetOldAllowances(now, memory.toSeconds());
    }

    private Decision use(CreditAccount account, Usage usage, Instant appendedAt) {
        if (!account.isOpen()) {
            return unknown();
        }
        if (usage.quantity() <= 0) {
            return new Refused(RefusalCode.QUANTITY_NOT_POSITIVE, "quantity " + usage.quantity());
        }
        if (isTooMuch(usage)) {
            return new Refused(RefusalCode.AMOUNT_OVERFLOW, "the charge is above 1,000,000,000 credits");
        }
        Instant time = usage.occurredAt();
        AccountMutation draft = new AccountMutation(account);
        advance(draft, time.isAfter(appendedAt) ? time : appendedAt);
        try {
            BurnDown.charge(draft, usage, appendedAt);
        } catch (ArithmeticException doesNotFit) {
            return overflow();
        }
        return draft.finished();
    }

    private static boolean isTooMuch(Usage usage) {
        long unit = usage.price().unit().micros();
        return unit > 0 && usage.quantity() > Credits.MAX_AMOUNT.micros() / unit;
    }

    private Decision applyCommand(CreditAccount account, AccountCommand order, Instant appendedAt) {
        if (!account.isOpen() && !(order instanceof AccountCommand.StartSubscription)) {
            return unknown();
        }
        AccountMutation draft = new AccountMutation(account);
        advance(draft, appendedAt);
        if (order.command().sequence() <= account.lastCommandSequence()) {
            return draft.finished();
        }
        GrantLimits limits = GrantLimits.before(draft);
        Refused refused = follow(draft, order, appendedAt);
        draft.forgetOldAllowances(appendedAt, memory.toSeconds());
        if (refused == null) {
            refused = limits.judge(draft);
        }
        if (refused != null && !account.isOpen()) {
            return refused;
        }
        if (refused != null) {
            draft = new AccountMutation(account);
            advance(draft, appendedAt);
            Cause cause = new Cause.CommandRefused(order, refused.code(), refused.detail());
            draft.post(LedgerEntry.line(EntryType.COMMAND_REFUSED, Credits.ZERO, cause, appendedAt, appendedAt)
                    .in(draft.cycleOf(appendedAt)));
        }
        draft.remember(order.command());
        return draft.finished();
    }

    private @Nullable Refused follow(AccountMutation draft, AccountCommand order, Instant appendedAt) {
        try {
            return switch (order) {
                case AccountCommand.StartSubscription start -> SubscriptionCommands.start(draft, start, appendedAt);
                case AccountCommand.UpgradePlan upgrade -> PlanCommands.upgrade(draft, upgrade, appendedAt);
                case AccountCommand.SchedulePlan schedule -> PlanCommands.schedule(draft, schedule, appendedAt);
                case AccountCommand.WithdrawScheduledPlan withdraw ->
                    PlanCommands.withdraw(draft, withdraw, appendedAt);
                case AccountCommand.CancelAtCycleEnd cancel -> SubscriptionCommands.cancel(draft, cancel, appendedAt);
                case AccountCommand.WithdrawCancellation withdraw ->
                    SubscriptionCommands.withdrawCancellation(draft, withdraw, appendedAt);
                case AccountCommand.SuspendSubscription suspend ->
                    SubscriptionCommands.suspend(draft, suspend, appendedAt);
                case AccountCommand.ResumeSubscription resume -> SubscriptionCommands.resume(draft, resume, appendedAt);
                case AccountCommand.GrantCredits grant ->
                    GrantCommands.give(draft, grant, appendedAt, memory.toSeconds());
                case AccountCommand.RevokeGrant revoke -> GrantCommands.revoke(draft, revoke, appendedAt);
                case AccountCommand.ReverseCharge reverse -> Reversal.reverse(draft, reverse, appendedAt);
            };
        } catch (ArithmeticException doesNotFit) {
            return overflow();
        }
    }

    private static Refused unknown() {
        return new Refused(RefusalCode.UNKNOWN_ACCOUNT, "no subscription has opened the account");
    }

    private static Refused overflow() {
        return new Refused(RefusalCode.AMOUNT_OVERFLOW, "a sum of credits does not fit");
    }
}
