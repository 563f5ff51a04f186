package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.AccountOrder;
import com.clientmanager.credits.aggregator.credit.Allocation;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.GrantSource;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.MalformedRecord;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads a command of account.commands.v1 as an order of the core. */
final class CommandWire {
    private CommandWire() {}

    /**
     * The order.
     *
     * @throws MalformedRecord when its type is unknown, its field is missing or a value cannot be what it should be
     */
    static AccountOrder order(AccountCommand said) {
        var command = new AccountOrder.Command(said.getCommandId(), said.getSequence(), said.getIssuedAt());
        return switch (said.getType()) {
            case "StartSubscription" -> start(command, said.getStartSubscription());
            case "UpgradePlan" -> upgrade(command, said.getUpgradePlan());
            case "SchedulePlan" -> schedule(command, said.getSchedulePlan());
            case "WithdrawScheduledPlan" -> new AccountOrder.WithdrawScheduledPlan(command);
            case "CancelAtCycleEnd" -> new AccountOrder.CancelAtCycleEnd(command);
            case "WithdrawCancellation" -> new AccountOrder.WithdrawCancellation(command);
            case "SuspendSubscription" -> new AccountOrder.SuspendSubscription(command);
            case "ResumeSubscription" -> new AccountOrder.ResumeSubscription(command);
            case "GrantCredits" -> grant(command, said.getGrantCredits());
            case "ReverseCharge" -> reverse(command, said.getReverseCharge());
            case "RevokeGrant" -> revoke(command, said.getRevokeGrant());
            default -> throw new MalformedRecord("command type " + said.getType() + " is not known");
        };
    }

    private static AccountOrder start(
            AccountOrder.Command command, com.clientmanager.credits.schemas.@Nullable StartSubscription said) {
        var start = present(said, "startSubscription");
        return new AccountOrder.StartSubscription(
                command,
                start.getSubscriptionId(),
                zone(start.getTimeZone()),
                start.getStartedAt(),
                plan(start.getPlan()));
    }

    private static AccountOrder upgrade(
            AccountOrder.Command command, com.clientmanager.credits.schemas.@Nullable UpgradePlan said) {
        var upgrade = present(said, "upgradePlan");
        return new AccountOrder.UpgradePlan(command, plan(upgrade.getPlan()), upgrade.getEffectiveAt());
    }

    private static AccountOrder schedule(
            AccountOrder.Command command, com.clientmanager.credits.schemas.@Nullable SchedulePlan said) {
        return new AccountOrder.SchedulePlan(
                command, plan(present(said, "schedulePlan").getPlan()));
    }

    private static AccountOrder grant(
            AccountOrder.Command command, com.clientmanager.credits.schemas.@Nullable GrantCredits said) {
        var grant = present(said, "grantCredits");
        return new AccountOrder.GrantCredits(
                command,
                grant.getGrantId(),
                source(grant.getSource()),
                Credits.ofMicros(grant.getAmountMicros()),
                grant.getExpiresAt(),
                grant.getNote());
    }

    private static AccountOrder reverse(
            AccountOrder.Command command, com.clientmanager.credits.schemas.@Nullable ReverseCharge said) {
        var reverse = present(said, "reverseCharge");
        return new AccountOrder.ReverseCharge(
                command,
                reverse.getSeq(),
                Credits.ofMicros(reverse.getChargeMicros()),
                reverse.getAllocations().stream()
                        .map(one -> new Allocation(
                                one.getGrant(), source(one.getSource()), Credits.ofMicros(one.getAmountMicros())))
                        .toList(),
                reverse.getAction(),
                reverse.getOccurredAt(),
                reverse.getReason());
    }

    private static AccountOrder revoke(
            AccountOrder.Command command, com.clientmanager.credits.schemas.@Nullable RevokeGrant said) {
        var revoke = present(said, "revokeGrant");
        return new AccountOrder.RevokeGrant(command, revoke.getGrantId(), revoke.getReason());
    }

    private static PlanTerms plan(com.clientmanager.credits.schemas.PlanTerms said) {
        if (said.getIncludedMicros() < 0) {
            throw new MalformedRecord("plan " + said.getPlan() + " includes less than 0 credits");
        }
        return new PlanTerms(said.getPlan(), Credits.ofMicros(said.getIncludedMicros()), said.getRank());
    }

    private static GrantSource source(String said) {
        return switch (said) {
            case "ALLOWANCE" -> GrantSource.ALLOWANCE;
            case "PROMOTIONAL" -> GrantSource.PROMOTIONAL;
            case "PURCHASED" -> GrantSource.PURCHASED;
            default -> throw new MalformedRecord("grant source " + said + " is not known");
        };
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new MalformedRecord("time zone " + id + " is not known", e);
        }
    }

    private static <T> T present(@Nullable T field, String name) {
        if (field == null) {
            throw new MalformedRecord("field " + name + " is missing");
        }
        return field;
    }
}
