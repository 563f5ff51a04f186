package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.LedgerLine;
import com.clientmanager.credits.auditor.record.Share;
import com.clientmanager.credits.auditor.record.Terms;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line that the rules demand next, compared with the one that is there. Its figures are checked by {@link Account}. */
final class Expected {
    final String type;
    private final BigInteger amount;
    private long occurredAt;
    private long recordedAt;
    private @Nullable Terms grant;
    private List<Share> shares = List.of();
    private @Nullable Span span;
    private @Nullable Subscription subscription;
    private @Nullable Long reverses;
    private @Nullable String refusal;
    private @Nullable String commandId;

    private Expected(String type, BigInteger amount) {
        this.type = type;
        this.amount = amount;
    }

    static Expected line(String type, BigInteger amount) {
        return new Expected(type, amount);
    }

    /** A line of a command, at its append time unless {@link #at} says otherwise. */
    static Expected of(Command command, String type, BigInteger amount) {
        return new Expected(type, amount)
                .at(command.appendedAt(), command.appendedAt())
                .by(command);
    }

    Expected at(long occurred, long recorded) {
        occurredAt = occurred;
        recordedAt = recorded;
        return this;
    }

    Expected by(Command command) {
        commandId = command.id();
        return this;
    }

    Expected about(Terms terms) {
        grant = terms;
        return this;
    }

    Expected sharing(List<Share> paid) {
        shares = List.copyOf(paid);
        return this;
    }

    Expected in(@Nullable Span cycle) {
        span = cycle;
        return this;
    }

    Expected stating(Subscription state) {
        subscription = state;
        span = state.running();
        return this;
    }

    Expected reversing(long seq) {
        reverses = seq;
        return this;
    }

    Expected refusing(String code) {
        refusal = code;
        return this;
    }

    /** Whether the line is meant to be this one, right in every field or not. */
    boolean isMeantBy(LedgerLine line) {
        Terms stated = line.grant();
        return line.is(type) && Objects.equals(grant == null ? null : grant.id(), stated == null ? null : stated.id());
    }

    /** What of the line is not as expected; null: nothing. */
    @Nullable
    String difference(LedgerLine line) {
        String found = differ("type", type, line.type());
        found = found == null ? differ("amount", amount, BigInteger.valueOf(line.amount())) : found;
        found = found == null ? differ("grant", grant, line.grant()) : found;
        found = found == null ? differ("allocations", shares, line.shares()) : found;
        found = found == null ? cycleDifference(line) : found;
        found = found == null ? stateDifference(line) : found;
        found = found == null ? differ("reverses", reverses, line.reverses()) : found;
        found = found == null ? differ("refusal", refusal, line.refusal()) : found;
        found = found == null ? differ("commandId", commandId, line.commandId()) : found;
        found = found == null ? differ("occurredAt", time(occurredAt), time(line.occurredAt())) : found;
        return found == null ? differ("recordedAt", time(recordedAt), time(line.recordedAt())) : found;
    }

    private @Nullable String cycleDifference(LedgerLine line) {
        String found = differ("cycle", span == null ? null : span.number(), line.cycle());
        found = found == null ? differ("cycleStart", span == null ? null : span.start(), line.cycleStart()) : found;
        return found == null ? differ("cycleEnd", span == null ? null : span.end(), line.cycleEnd()) : found;
    }

    private @Nullable String stateDifference(LedgerLine line) {
        if (subscription == null) {
            return differ("subscriptionStatus", null, line.status());
        }
        String found = differ("subscriptionId", subscription.id(), line.subscription());
        found = found == null ? differ("plan", subscription.plan().id(), line.plan()) : found;
        return found == null ? differ("subscriptionStatus", subscription.status(), line.status()) : found;
    }

    private static @Nullable String differ(String what, @Nullable Object expected, @Nullable Object stated) {
        return Objects.equals(expected, stated) ? null : what + " is " + stated + ", expected " + expected;
    }

    static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    @Override
    public String toString() {
        return type
                + (grant == null ? "" : " of " + grant.id())
                + " " + amount
                + (span == null ? "" : " in cycle " + span.number())
                + (refusal == null ? "" : " " + refusal)
                + " at " + time(occurredAt);
    }
}
