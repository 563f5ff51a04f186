package com.clientmanager.credits.aggregator.proof;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.AccountCommand.Command;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.EntryType;
import com.clientmanager.credits.aggregator.credit.GrantSource;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scenario's orders in the core's words. */
final class CoreCommands {
    private CoreCommands() {}

    /** Empty for a reversal of what was never charged. */
    static Optional<AccountCommand> of(Delivery delivery, List<LedgerEntry> ledger) {
        Command command = new Command(delivery.commandId(), delivery.sequence(), delivery.issuedAt());
        return switch ((Fact.Order) delivery.fact()) {
            case Fact.Starts starts ->
                Optional.of(new AccountCommand.StartSubscription(
                        command,
                        delivery.subscriptionId(),
                        ZoneId.of(starts.zone()),
                        or(starts.since(), delivery.issuedAt()),
                        plan(starts.plan())));
            case Fact.Upgrades up ->
                Optional.of(new AccountCommand.UpgradePlan(
                        command, plan(up.plan()), or(up.effectiveAt(), delivery.issuedAt())));
            case Fact.Schedules down -> Optional.of(new AccountCommand.SchedulePlan(command, plan(down.plan())));
            case Fact.WithdrawsScheduled withdraws ->
                Optional.of(new AccountCommand.WithdrawScheduledPlan(command, ""));
            case Fact.Cancels cancels -> Optional.of(new AccountCommand.CancelAtCycleEnd(command, ""));
            case Fact.WithdrawsCancellation withdraws ->
                Optional.of(new AccountCommand.WithdrawCancellation(command, ""));
            case Fact.IsSuspended suspended -> Optional.of(new AccountCommand.SuspendSubscription(command, ""));
            case Fact.IsResumed resumed -> Optional.of(new AccountCommand.ResumeSubscription(command, ""));
            case Fact.Buys buys ->
                Optional.of(new AccountCommand.GrantCredits(
                        command,
                        buys.grant(),
                        GrantSource.PURCHASED,
                        Credits.parse(buys.credits()),
                        buys.until(),
                        null));
            case Fact.IsGiven given ->
                Optional.of(new AccountCommand.GrantCredits(
                        command,
                        given.grant(),
                        GrantSource.PROMOTIONAL,
                        Credits.parse(given.credits()),
                        given.until(),
                        null));
            case Fact.HasRevoked revoked ->
                Optional.of(new AccountCommand.RevokeGrant(command, revoked.grant(), "refunded"));
            case Fact.HasReversed reversed -> reversal(command, reversed.usageId(), ledger);
        };
    }

    private static Optional<AccountCommand> reversal(Command command, String usageId, List<LedgerEntry> ledger) {
        for (LedgerEntry line : ledger) {
            Usage usage = line.usage();
            if (line.type() == EntryType.CHARGE && usage != null && usage.id().equals(usageId)) {
                return Optional.of(new AccountCommand.ReverseCharge(
                        command,
                        line.seq(),
                        line.amount().negated(),
                        line.allocations(),
                        new AccountCommand.Used(
                                usage.action(), usage.quantity(), usage.user(), usage.dimensions(), usage.holdId()),
                        usage.occurredAt(),
                        "reversed"));
            }
        }
        return Optional.empty();
    }

    private static PlanTerms plan(Fact.Plan plan) {
        return new PlanTerms(plan.id(), Credits.of(plan.included()), plan.rank());
    }

    private static Instant or(@Nullable Instant given, Instant otherwise) {
        return given == null ? otherwise : given;
    }
}
