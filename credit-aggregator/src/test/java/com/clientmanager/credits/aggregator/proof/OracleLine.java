package com.clientmanager.credits.aggregator.proof;

import com.clientmanager.credits.aggregator.proof.OracleAccount.Bucket;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line the oracle is about to write; it takes the account's figures as they are when it is written. */
final class OracleLine {
    private final OracleAccount account;
    private Instant occurredAt = Instant.MIN;
    private @Nullable Instant recordedAt;
    private @Nullable Long cycle;
    private @Nullable String usage;
    private @Nullable String version;
    private @Nullable Bucket grant;
    private @Nullable String status;
    private @Nullable String pricedPlan;
    private @Nullable String pendingPlan;
    private @Nullable Delivery command;
    private @Nullable Instant reversed;
    private @Nullable String refusal;
    private List<Line.Share> shares = List.of();

    OracleLine(OracleAccount account) {
        this.account = account;
    }

    OracleLine copy() {
        OracleLine copy = new OracleLine(account);
        copy.recordedAt = recordedAt;
        copy.command = command;
        return copy;
    }

    OracleLine at(Instant time) {
        occurredAt = time;
        return this;
    }

    OracleLine recorded(Instant time) {
        recordedAt = time;
        return this;
    }

    OracleLine in(@Nullable Long number) {
        cycle = number;
        return this;
    }

    OracleLine usage(String id) {
        usage = id;
        return this;
    }

    OracleLine version(String name) {
        version = name;
        return this;
    }

    OracleLine of(Bucket bucket) {
        grant = bucket;
        return this;
    }

    OracleLine by(Delivery delivery) {
        command = delivery;
        return this;
    }

    OracleLine priced(@Nullable String plan) {
        pricedPlan = plan;
        return this;
    }

    OracleLine reversing(Line charge) {
        reversed = charge.occurredAt();
        return this;
    }

    OracleLine refusing(String code) {
        refusal = code;
        return this;
    }

    OracleLine shares(List<Line.Share> paid) {
        shares = List.copyOf(paid);
        return this;
    }

    OracleLine stating() {
        status = account.plan.id() + " " + account.state;
        pendingPlan = account.next == null ? null : account.next.id();
        cycle = account.cycle;
        return this;
    }

    void write(String type, BigInteger amount) {
        account.lines.add(new Line(
                account.id,
                account.lines.size() + 1L,
                type,
                amount,
                account.available(),
                account.owed,
                usage,
                version,
                shares,
                grant == null ? null : grant.id,
                grant == null ? null : grant.left,
                cycle,
                status,
                pricedPlan,
                pendingPlan,
                command == null ? null : command.commandId(),
                command == null ? null : command.sequence(),
                command == null ? null : type(command.fact()),
                refusal,
                occurredAt,
                recordedAt == null ? occurredAt : recordedAt,
                reversed));
    }

    private static String type(Fact order) {
        return switch ((Fact.Order) order) {
            case Fact.Starts it -> "StartSubscription";
            case Fact.Upgrades it -> "UpgradePlan";
            case Fact.Schedules it -> "SchedulePlan";
            case Fact.WithdrawsScheduled it -> "WithdrawScheduledPlan";
            case Fact.Cancels it -> "CancelAtCycleEnd";
            case Fact.WithdrawsCancellation it -> "WithdrawCancellation";
            case Fact.IsSuspended it -> "SuspendSubscription";
            case Fact.IsResumed it -> "ResumeSubscription";
            case Fact.Buys it -> "GrantCredits";
            case Fact.IsGiven it -> "GrantCredits";
            case Fact.HasReversed it -> "ReverseCharge";
            case Fact.HasRevoked it -> "RevokeGrant";
        };
    }
}
