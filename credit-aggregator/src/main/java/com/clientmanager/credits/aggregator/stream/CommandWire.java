package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.Allocation;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.GrantSource;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.schemas.MalformedRecordException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a command of account.commands.v1 as an order of the core. */
final class CommandWire {
    private final DimensionsEncoder dimensions = new DimensionsEncoder();

    /**
     * The order.
     *
     * @throws MalformedRecordException when its type is unknown, its field is missing or a value cannot be what it
     *     should be
     */
    AccountCommand order(com.clientmanager.credits.schemas.AccountCommand said) {
        var command = new AccountCommand.Command(said.getCommandId(), said.getSequence(), said.getIssuedAt());
        return switch (said.getType()) {
            case "StartSubscription" -> start(command, said.getStartSubscription());
            case "UpgradePlan" -> upgrade(command, said.getUpgradePlan());
            case "SchedulePlan" -> schedule(command, said.getSchedulePlan());
            case "WithdrawScheduledPlan" ->
                new AccountCommand.WithdrawScheduledPlan(
                        command,
                        reason(
                                said.getWithdrawScheduledPlan(),
                                com.clientmanager.credits.schemas.WithdrawScheduledPlan::getReason));
            case "CancelAtCycleEnd" ->
                new AccountCommand.CancelAtCycleEnd(
                        command,
                        reason(
                                said.getCancelAtCycleEnd(),
                                com.clientmanager.credits.schemas.CancelAtCycleEnd::getReason));
            case "WithdrawCancellation" ->
                new AccountCommand.WithdrawCancellation(
                        command,
                        reason(
                                said.getWithdrawCancellation(),
                                com.clientmanager.credits.schemas.WithdrawCancellation::getReason));
            case "SuspendSubscription" ->
                new AccountCommand.SuspendSubscription(
                        command,
                        reason(
                                said.getSuspendSubscription(),
                                com.clientmanager.credits.schemas.SuspendSubscription::getReason));
            case "ResumeSubscription" ->
                new AccountCommand.ResumeSubscription(
                        command,
                        reason(
                                said.getResumeSubscription(),
                                com.clientmanager.credits.schemas.ResumeSubscription::getReason));
            case "GrantCredits" -> grant(command, said.getGrantCredits());
            case "ReverseCharge" -> reverse(command, said.getReverseCharge());
            case "RevokeGrant" -> revoke(command, said.getRevokeGrant());
            default -> throw new MalformedRecordException("command type " + said.getType() + " is not known");
        };
    }

    /** The type that says of a command which order it is. */
    static String type(AccountCommand order) {
        return switch (order) {
            case AccountCommand.StartSubscription it -> "StartSubscription";
            case AccountCommand.UpgradePlan it -> "UpgradePlan";
            case AccountCommand.SchedulePlan it -> "SchedulePlan";
            case AccountCommand.WithdrawScheduledPlan it -> "WithdrawScheduledPlan";
            case AccountCommand.CancelAtCycleEnd it -> "CancelAtCycleEnd";
            case AccountCommand.WithdrawCancellation it -> "WithdrawCancellation";
            case AccountCommand.SuspendSubscription it -> "SuspendSubscription";
            case AccountCommand.ResumeSubscription it -> "ResumeSubscription";
            case AccountCommand.GrantCredits it -> "GrantCredits";
            case AccountCommand.ReverseCharge it -> "ReverseCharge";
            case AccountCommand.RevokeGrant it -> "RevokeGrant";
        };
    }

    private static AccountCommand start(
            AccountCommand.Command command, com.clientmanager.credits.schemas.@Nullable StartSubscription said) {
        var start = present(said, "startSubscription");
        return new AccountCommand.StartSubscription(
                command,
                start.getSubscriptionId(),
                zone(start.getTimeZone()),
                start.getStartedAt(),
                plan(start.getPlan()));
    }

    private static AccountCommand upgrade(
            AccountCommand.Command command, com.clientmanager.credits.schemas.@Nullable UpgradePlan said) {
        var upgrade = present(said, "upgradePlan");
        return new AccountCommand.UpgradePlan(command, plan(upgrade.getPlan()), upgrade.getEffectiveAt());
    }

    private static AccountCommand schedule(
            AccountCommand.Command command, com.clientmanager.credits.schemas.@Nullable SchedulePlan said) {
        return new AccountCommand.SchedulePlan(
                command, plan(present(said, "schedulePlan").getPlan()));
    }

    private static AccountCommand grant(
            AccountCommand.Command command, com.clientmanager.credits.schemas.@Nullable GrantCredits said) {
        var grant = present(said, "grantCredits");
        return new AccountCommand.GrantCredits(
                command,
                grant.getGrantId(),
                source(grant.getSource()),
                Credits.ofMicros(grant.getAmountMicros()),
                grant.getExpiresAt(),
                grant.getNote());
    }

    private AccountCommand reverse(
            AccountCommand.Command command, com.clientmanager.credits.schemas.@Nullable ReverseCharge said) {
        var reverse = present(said, "reverseCharge");
        return new AccountCommand.ReverseCharge(
                command,
                reverse.getSeq(),
                Credits.ofMicros(reverse.getChargeMicros()),
                reverse.getAllocations().stream()
                        .map(one -> new Allocation(
                                one.getGrant(), source(one.getSource()), Credits.ofMicros(one.getAmountMicros())))
                        .toList(),
                new AccountCommand.Used(
                        reverse.getAction(),
                        reverse.getQuantity(),
                        reverse.getUser(),
                        dimensions.encode(reverse.getDimensions()),
                        reverse.getHoldId()),
                reverse.getOccurredAt(),
                reverse.getReason());
    }

    private static AccountCommand revoke(
            AccountCommand.Command command, com.clientmanager.credits.schemas.@Nullable RevokeGrant said) {
        var revoke = present(said, "revokeGrant");
        return new AccountCommand.RevokeGrant(command, revoke.getGrantId(), revoke.getReason());
    }

    private static PlanTerms plan(com.clientmanager.credits.schemas.PlanTerms said) {
        if (said.getIncludedMicros() < 0) {
            throw new MalformedRecordException("plan " + said.getPlan() + " includes less than 0 credits");
        }
        return new PlanTerms(said.getPlan(), Credits.ofMicros(said.getIncludedMicros()), said.getRank());
    }

    private static GrantSource source(String said) {
        return switch (said) {
            case "ALLOWANCE" -> GrantSource.ALLOWANCE;
            case "PROMOTIONAL" -> GrantSource.PROMOTIONAL;
            case "PURCHASED" -> GrantSource.PURCHASED;
            default -> throw new MalformedRecordException("grant source " + said + " is not known");
        };
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new MalformedRecordException("time zone " + id + " is not known", e);
        }
    }

    /** Commands of this kind say all with their type: the field may be missing. */
    private static <T> String reason(@Nullable T said, Function<T, String> reason) {
        return said == null ? "" : reason.apply(said);
    }

    private static <T> T present(@Nullable T field, String name) {
        if (field == null) {
            throw new MalformedRecordException("field " + name + " is missing");
        }
        return field;
    }
}
