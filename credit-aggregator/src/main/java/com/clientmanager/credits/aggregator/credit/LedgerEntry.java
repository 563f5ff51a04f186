package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One immutable line of an account's history.
 *
 * @param seq 1, 2, 3, … within the account (I3)
 * @param amount what the line adds to the balance
 * @param balanceAfter after the line
 * @param allocations which grants paid or got back, in the order used; the rest is overdraft (R8, R21)
 * @param grant that the line creates, expires or takes back, as it is after the line
 * @param cycle in which {@code occurredAt} lies, or which the line begins
 * @param subscription after the line, on lines that begin a cycle or change the plan or status
 * @param occurredAt when what the line tells happened
 * @param recordedAt append time of the record that caused it, or the boundary's time; never a clock (I5)
 */
public record LedgerEntry(
        long seq,
        EntryType type,
        Credits amount,
        BalanceAfter balanceAfter,
        Cause cause,
        List<Allocation> allocations,
        @Nullable Grant grant,
        @Nullable Cycle cycle,
        @Nullable Subscription subscription,
        Instant occurredAt,
        Instant recordedAt) {
    public LedgerEntry {
        allocations = List.copyOf(allocations);
    }

    /** A line yet to be numbered. */
    static LedgerEntry line(EntryType type, Credits amount, Cause cause, Instant occurredAt, Instant recordedAt) {
        return new LedgerEntry(
                0, type, amount, BalanceAfter.EMPTY, cause, List.of(), null, null, null, occurredAt, recordedAt);
    }

    /** Balance after the line: the one before plus the amount (I3). */
    public Credits balance() {
        return balanceAfter.balance();
    }

    public Credits available() {
        return balanceAfter.available();
    }

    public Credits overdraft() {
        return balanceAfter.overdraft();
    }

    /** The usage event, on its charge (each event has exactly one, I1) and on an expiry reversed for it. */
    public @Nullable Usage usage() {
        return cause instanceof Cause.Used used ? used.usage() : null;
    }

    /** The charge's order, on a reversal and on the expiry or revocation that follows it (R21). */
    public AccountCommand.@Nullable ReverseCharge reversal() {
        return cause instanceof Cause.GivenBack back ? back.order() : null;
    }

    /** Why an order was refused, on COMMAND_REFUSED. */
    public @Nullable RefusalCode refusal() {
        return cause instanceof Cause.CommandRefused refused ? refused.code() : null;
    }

    /** The order that caused the line, if one did. */
    public @Nullable AccountCommand order() {
        return switch (cause) {
            case Cause.Used used -> null;
            case Cause.GivenBack back -> back.order();
            case Cause.Ordered ordered -> ordered.order();
            case Cause.CommandRefused refused -> refused.order();
            case Cause.TimePassed passed -> null;
        };
    }

    /** The plan whose prices held for the usage, on its charge (R5); null: none. */
    public @Nullable String pricedPlan() {
        return type == EntryType.CHARGE && cause instanceof Cause.Used used ? used.plan() : null;
    }

    /** Why, in words, where there is more to say than the type says. */
    public @Nullable String note() {
        return switch (cause) {
            case Cause.Used used -> null;
            case Cause.GivenBack back -> back.order().reason();
            case Cause.Ordered ordered -> ordered.note();
            case Cause.CommandRefused refused -> refused.detail();
            case Cause.TimePassed passed -> passed.note();
        };
    }

    LedgerEntry allocating(List<Allocation> paid) {
        return new LedgerEntry(
                seq, type, amount, balanceAfter, cause, paid, grant, cycle, subscription, occurredAt, recordedAt);
    }

    LedgerEntry about(Grant one) {
        return new LedgerEntry(
                seq, type, amount, balanceAfter, cause, allocations, one, cycle, subscription, occurredAt, recordedAt);
    }

    LedgerEntry in(@Nullable Cycle place) {
        return new LedgerEntry(
                seq,
                type,
                amount,
                balanceAfter,
                cause,
                allocations,
                grant,
                place,
                subscription,
                occurredAt,
                recordedAt);
    }

    /** States the subscription and its running cycle. */
    LedgerEntry stating(Subscription state) {
        return new LedgerEntry(
                seq,
                type,
                amount,
                balanceAfter,
                cause,
                allocations,
                grant,
                state.current(),
                state,
                occurredAt,
                recordedAt);
    }

    LedgerEntry numbered(long number, BalanceAfter after) {
        return new LedgerEntry(
                number, type, amount, after, cause, allocations, grant, cycle, subscription, occurredAt, recordedAt);
    }
}
