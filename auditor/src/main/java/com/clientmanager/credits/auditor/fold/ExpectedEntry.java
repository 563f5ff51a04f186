package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry that the rules demand next, compared with the one that is there, field by field. {@link Account} checks its
 * figures, {@link AccountFold} the command that it names, {@code UsageAudit} the usage event of a charge.
 */
final class ExpectedEntry {
    final String type;
    private final BigInteger amount;
    private long occurredAt;
    private long recordedAt;
    private @Nullable GrantTerms grant;
    private List<Allocation> allocations = List.of();
    private @Nullable Cycle cycle;
    private @Nullable Subscription subscription;
    private @Nullable String chargedPlan;
    private @Nullable ReversedCharge reversed;
    private @Nullable Long reverses;
    private @Nullable String refusal;
    private @Nullable String commandId;
    private boolean hasNote;
    private @Nullable String note;

    private ExpectedEntry(String type, BigInteger amount) {
        this.type = type;
        this.amount = amount;
    }

    static ExpectedEntry entry(String type, BigInteger amount) {
        return new ExpectedEntry(type, amount);
    }

    /** An entry of a command, at its append time unless {@link #at} says otherwise. */
    static ExpectedEntry of(Command command, String type, BigInteger amount) {
        return new ExpectedEntry(type, amount)
                .at(command.appendedAt(), command.appendedAt())
                .by(command);
    }

    ExpectedEntry at(long occurred, long recorded) {
        occurredAt = occurred;
        recordedAt = recorded;
        return this;
    }

    ExpectedEntry by(Command command) {
        commandId = command.id();
        return this;
    }

    ExpectedEntry about(GrantTerms terms) {
        grant = terms;
        return this;
    }

    ExpectedEntry allocating(List<Allocation> paid) {
        allocations = List.copyOf(paid);
        return this;
    }

    ExpectedEntry in(@Nullable Cycle of) {
        cycle = of;
        return this;
    }

    ExpectedEntry stating(Subscription state) {
        subscription = state;
        cycle = state.running();
        return this;
    }

    /** On a charge: the plan whose prices hold at its time. */
    ExpectedEntry pricedBy(@Nullable String plan) {
        chargedPlan = plan;
        return this;
    }

    ExpectedEntry reversing(long seq) {
        reverses = seq;
        return this;
    }

    /** On a reversal: what it repeats of the charge. */
    ExpectedEntry repeating(ReversedCharge charge) {
        reversed = charge;
        return this;
    }

    ExpectedEntry refusing(String code) {
        refusal = code;
        return this;
    }

    /** The note is compared only where this is called: elsewhere it is the engine's own wording. */
    ExpectedEntry noting(@Nullable String reason) {
        hasNote = true;
        note = reason;
        return this;
    }

    /** As {@link #noting}, where there is a reason. */
    ExpectedEntry notingReason(String reason) {
        return reason.isEmpty() ? this : noting(reason);
    }

    /** Whether the entry stands for this one, right in every field or not: type and grant agree. */
    boolean matches(LedgerEntry entry) {
        GrantTerms stated = entry.grant();
        return entry.is(type) && Objects.equals(grant == null ? null : grant.id(), stated == null ? null : stated.id());
    }

    /** The fields of the entry that are not as expected; null: none. */
    @Nullable
    String difference(LedgerEntry entry) {
        Differences found = new Differences("expected");
        found.field("type", entry.type(), type)
                .field("amountMicros", BigInteger.valueOf(entry.amount()), amount)
                .field("allocations", entry.allocations(), allocations)
                .field("reverses", entry.reverses(), reverses)
                .field("refusal", entry.refusal(), refusal)
                .field("commandId", entry.commandId(), commandId)
                .time("occurredAt", entry.occurredAt(), occurredAt)
                .time("recordedAt", entry.recordedAt(), recordedAt);
        if (hasNote) {
            found.field("note", entry.note(), note);
        }
        compareGrant(found, entry);
        compareCycle(found, entry);
        compareSubscription(found, entry);
        if (!type.equals("CHARGE")) {
            compareUsage(found, entry);
        }
        return found.textOrNull();
    }

    private void compareGrant(Differences found, LedgerEntry entry) {
        GrantTerms stated = entry.grant();
        if (grant == null || stated == null) {
            found.field("grant", stated, grant);
            return;
        }
        found.field("grant.id", stated.id(), grant.id())
                .field("grant.source", stated.source(), grant.source())
                .field("grant.amountMicros", stated.amount(), grant.amount())
                .time("grant.effectiveAt", stated.effectiveAt(), grant.effectiveAt())
                .time("grant.expiresAt", stated.expiresAt(), grant.expiresAt())
                .field("grant.priority", stated.priority(), grant.priority())
                .field("grant.name", stated.name(), grant.name());
    }

    private void compareCycle(Differences found, LedgerEntry entry) {
        found.field("cycle", entry.cycle(), cycle == null ? null : (Long) cycle.number())
                .time("cycleStart", entry.cycleStart(), cycle == null ? null : (Long) cycle.start())
                .time("cycleEnd", entry.cycleEnd(), cycle == null ? null : (Long) cycle.end());
    }

    private void compareSubscription(Differences found, LedgerEntry entry) {
        Subscription state = subscription;
        Plan next = state == null ? null : state.next();
        found.field("subscriptionId", entry.subscription(), state == null ? null : state.id())
                .field(
                        "plan",
                        entry.plan(),
                        state == null ? chargedPlan : state.plan().id())
                .field("pendingPlan", entry.pendingPlan(), next == null ? null : next.id())
                .field("subscriptionStatus", entry.status(), state == null ? null : state.status());
    }

    private void compareUsage(Differences found, LedgerEntry entry) {
        ReversedCharge charge = reversed;
        found.field("action", entry.action(), charge == null ? null : charge.action())
                .field("quantity", entry.quantity(), charge == null ? null : charge.quantity())
                .field("user", entry.user(), charge == null ? null : charge.user())
                .field("dimensions", entry.dimensions(), charge == null ? new TreeMap<>() : charge.dimensions())
                .field("holdId", entry.holdId(), charge == null ? null : charge.holdId())
                .time(
                        "reversedOccurredAt",
                        entry.reversedOccurredAt(),
                        charge == null ? null : (Long) charge.occurredAt());
    }

    static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    @Override
    public String toString() {
        return type
                + (grant == null ? "" : " of " + grant.id())
                + " " + amount
                + (cycle == null ? "" : " in cycle " + cycle.number())
                + (refusal == null ? "" : " " + refusal)
                + " at " + time(occurredAt);
    }
}
