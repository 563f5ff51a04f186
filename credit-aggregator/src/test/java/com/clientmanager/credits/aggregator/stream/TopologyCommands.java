package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.proof.Delivery;
import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.CancelAtCycleEnd;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.ResumeSubscription;
import com.clientmanager.credits.schemas.ReverseCharge;
import com.clientmanager.credits.schemas.RevokeGrant;
import com.clientmanager.credits.schemas.SchedulePlan;
import com.clientmanager.credits.schemas.StartSubscription;
import com.clientmanager.credits.schemas.SuspendSubscription;
import com.clientmanager.credits.schemas.UpgradePlan;
import com.clientmanager.credits.schemas.WithdrawCancellation;
import com.clientmanager.credits.schemas.WithdrawScheduledPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario's orders as account.commands.v1 says them; a reversal copies its charge's ledger line, as billing-api
 * does.
 */
public record TopologyCommands(Map<String, List<LedgerEntryPosted>> ledgers) {
    /** Empty for a reversal of what was never charged. */
    public Optional<AccountCommand> of(Delivery delivery) {
        AccountCommand.Builder command = AccountCommand.newBuilder()
                .setCommandId(delivery.commandId())
                .setAccount(delivery.account())
                .setSequence(delivery.sequence())
                .setIssuedAt(delivery.issuedAt())
                .setIssuedBy("scenario");
        switch ((Fact.Order) delivery.fact()) {
            case Fact.Starts starts ->
                command.setType("StartSubscription")
                        .setStartSubscription(new StartSubscription(
                                delivery.subscriptionId(),
                                starts.zone(),
                                or(starts.since(), delivery.issuedAt()),
                                plan(starts.plan())));
            case Fact.Upgrades up ->
                command.setType("UpgradePlan")
                        .setUpgradePlan(new UpgradePlan(plan(up.plan()), or(up.effectiveAt(), delivery.issuedAt())));
            case Fact.Schedules down ->
                command.setType("SchedulePlan").setSchedulePlan(new SchedulePlan(plan(down.plan())));
            case Fact.WithdrawsScheduled it ->
                command.setType("WithdrawScheduledPlan").setWithdrawScheduledPlan(new WithdrawScheduledPlan(""));
            case Fact.Cancels it -> command.setType("CancelAtCycleEnd").setCancelAtCycleEnd(new CancelAtCycleEnd(""));
            case Fact.WithdrawsCancellation it ->
                command.setType("WithdrawCancellation").setWithdrawCancellation(new WithdrawCancellation(""));
            case Fact.IsSuspended it ->
                command.setType("SuspendSubscription").setSuspendSubscription(new SuspendSubscription(""));
            case Fact.IsResumed it ->
                command.setType("ResumeSubscription").setResumeSubscription(new ResumeSubscription(""));
            case Fact.Buys buys ->
                command.setType("GrantCredits")
                        .setGrantCredits(grant(buys.grant(), "PURCHASED", buys.credits(), buys.until()));
            case Fact.IsGiven given ->
                command.setType("GrantCredits")
                        .setGrantCredits(grant(given.grant(), "PROMOTIONAL", given.credits(), given.until()));
            case Fact.HasRevoked revoked ->
                command.setType("RevokeGrant").setRevokeGrant(new RevokeGrant(revoked.grant(), "refunded"));
            case Fact.HasReversed reversed -> {
                Optional<LedgerEntryPosted> charge = charge(delivery.account(), reversed.usageId());
                if (charge.isEmpty()) {
                    return Optional.empty();
                }
                command.setType("ReverseCharge").setReverseCharge(reverse(charge.get()));
            }
        }
        return Optional.of(command.build());
    }

    private Optional<LedgerEntryPosted> charge(String account, String usageId) {
        return ledgers.getOrDefault(account, List.of()).stream()
                .filter(line -> line.getType().equals("CHARGE") && usageId.equals(line.getEventId()))
                .findFirst();
    }

    private static ReverseCharge reverse(LedgerEntryPosted charge) {
        return new ReverseCharge(
                charge.getSeq(),
                -charge.getAmountMicros(),
                charge.getAllocations(),
                charge.getAction(),
                charge.getOccurredAt(),
                "reversed",
                charge.getQuantity(),
                charge.getUser(),
                charge.getDimensions(),
                charge.getHoldId());
    }

    private static GrantCredits grant(String id, String source, String credits, Instant until) {
        return new GrantCredits(id, source, micros(new BigDecimal(credits)), until, null, null, null, null, null, null);
    }

    private static PlanTerms plan(Fact.Plan plan) {
        return new PlanTerms(plan.id(), micros(BigDecimal.valueOf(plan.included())), plan.rank());
    }

    private static long micros(BigDecimal credits) {
        return credits.movePointRight(6).longValueExact();
    }

    private static Instant or(Instant given, Instant otherwise) {
        return given == null ? otherwise : given;
    }
}
