package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds one account's entries against the rules, in their order: what caused an entry (time, a command, usage) decides
 * its fields. An entry that differs is
 * reported and then taken as it is, so that the entries after it are checked by what is there.
 */
final class AccountFold {
    /** Refusals that the rules decide; others (limits of size) are the engine's and taken as they are. */
    private static final Set<String> DECIDED = Set.of(
            "IN_THE_FUTURE",
            "ALREADY_SUBSCRIBED",
            "SUBSCRIPTION_ENDED",
            "NOT_AN_UPGRADE",
            "NOT_A_DOWNGRADE",
            "NOTHING_TO_CHANGE",
            "NOT_IN_RUNNING_CYCLE",
            "ALREADY_GRANTED",
            "UNKNOWN_GRANT",
            "ALREADY_REVERSED",
            "NOT_GRANTABLE",
            "NOT_REVERSIBLE");

    /** Where this many entries are missing, something else is wrong. */
    private static final int MAX_MISSING = 1_000;

    final Account account;
    final int partition;
    private final Context context;
    private final Deque<ExpectedEntry> queue = new ArrayDeque<>();
    private final List<LedgerEntry> reversedExpiries = new ArrayList<>(0);
    private @Nullable String commandId;
    private @Nullable Long commandOffset;
    /** As it is on the topic; null where it is not there. */
    private @Nullable Command sent;
    /** Null where the command is not on the topic or the rules do not decide its entries. */
    private @Nullable Command command;

    private boolean isOpening;
    private long lastSequence;
    /** Numbers that no entry has answered although a later one was. */
    private final Set<Long> skipped = new HashSet<>(0);

    private int missing;

    /** What the folds of all accounts share. */
    record Context(
            Findings findings, PriceIndex prices, CommandIndex commands, CommandRules rules, ChargeRules charges) {}

    AccountFold(String id, int partition, Context context) {
        this.account = new Account(id);
        this.partition = partition;
        this.context = context;
    }

    void entry(LedgerEntry entry) {
        boolean isUsage = entry.commandId() == null && (entry.is("CHARGE") || entry.is("EXPIRY_REVERSED"));
        if (!reversedExpiries.isEmpty() && !(isUsage && isOfSameEvent(entry, reversedExpiries.getFirst()))) {
            report(Kind.ALLOCATION, reversedExpiries.getFirst().place() + ": no charge follows it");
            reversedExpiries.clear();
        }
        if (commandId != null && !isOfCommand(entry)) {
            endCommand();
        }
        if (entry.commandId() != null) {
            byCommand(entry);
        } else if (isUsage) {
            compareCommand(entry, null);
            byUsage(entry);
        } else {
            compareCommand(entry, null);
            byTime(entry);
        }
        account.apply(entry, context.findings);
    }

    /** No entry follows; {@code now}: up to when everything that was due must be there. */
    void finish(long now) {
        if (!reversedExpiries.isEmpty()) {
            report(Kind.ALLOCATION, reversedExpiries.getFirst().place() + ": no charge follows it");
        }
        endCommand();
        reportDue(now, "at the end");
    }

    /** Whether the engine has answered the number, so that a command of it is a repeat (decision 0007). */
    boolean hasAnswered(long sequence) {
        return sequence <= lastSequence && !skipped.contains(sequence);
    }

    private void byTime(LedgerEntry entry) {
        DueEntry due = dueFor(entry, entry.occurredAt());
        if (due == null) {
            report(Kind.NOT_DUE, entry.place() + ": nothing was due at " + ExpectedEntry.time(entry.occurredAt()));
            return;
        }
        compare(Kind.NOT_DUE, due.expected(), entry);
        due.effect().run();
    }

    /** The due entry that {@code entry} stands for; those that should have come before it are reported. */
    private @Nullable DueEntry dueFor(LedgerEntry entry, long limit) {
        DueEntry due = DueEntry.next(account);
        while (due != null && due.moment() <= limit && missing < MAX_MISSING) {
            if (due.expected().matches(entry)) {
                return due;
            }
            skip(due, "before entry " + entry.seq());
            due = DueEntry.next(account);
        }
        return null;
    }

    private void reportDue(long now, String where) {
        DueEntry due = DueEntry.next(account);
        while (due != null && due.moment() <= now && missing < MAX_MISSING) {
            skip(due, where);
            due = DueEntry.next(account);
        }
    }

    private void skip(DueEntry due, String where) {
        missing++;
        report(Kind.DUE_MISSING, account.id + ": " + due.expected() + " is missing " + where);
        Grant grant = due.grant();
        if (grant != null) {
            grant.isExpiryMissed = true;
        }
        due.effect().run();
    }

    private void byUsage(LedgerEntry entry) {
        if (reversedExpiries.isEmpty()) {
            reportDue(Math.max(entry.occurredAt(), entry.recordedAt()), "before entry " + entry.seq());
        }
        if (entry.is("EXPIRY_REVERSED")) {
            context.charges.checkReversedExpiry(account, entry);
            reversedExpiries.add(entry);
            return;
        }
        if (account.subscription == null) {
            report(Kind.UNOPENED, entry.place());
        }
        context.charges.check(account, entry, reversedExpiries);
        reversedExpiries.clear();
        if (context.commands.isReversed(account.id, entry.seq())) {
            context.charges.keep(entry);
        }
    }

    private void byCommand(LedgerEntry entry) {
        if (commandId == null) {
            beginCommand(entry);
        }
        compareCommand(entry, sent);
        Command current = command;
        if (current == null) {
            return;
        }
        ExpectedEntry expected = queue.poll();
        if (expected == null && isOpening) {
            DueEntry due = dueFor(entry, current.appendedAt());
            if (due != null) {
                expected = due.expected().at(due.moment(), current.appendedAt()).by(current);
                due.effect().run();
            }
        }
        if (expected == null) {
            report(Kind.COMMAND_ENTRY, entry.place() + ": command " + current.id() + " causes no such entry");
        } else {
            compare(Kind.COMMAND_ENTRY, expected, entry);
        }
    }

    private void beginCommand(LedgerEntry entry) {
        commandId = entry.commandId();
        commandOffset = entry.inputOffset();
        Command taken = context.commands.take(partition, commandOffset);
        if (taken == null || !taken.id().equals(commandId) || !taken.account().equals(account.id)) {
            report(
                    Kind.COMMAND_UNKNOWN,
                    entry.place() + ": command " + commandId + " is not at offset " + commandOffset + " of partition "
                            + partition);
            return;
        }
        sent = taken;
        reportDue(taken.appendedAt(), "before entry " + entry.seq());
        if (taken.sequence() <= lastSequence) {
            report(
                    Kind.COMMAND_ENTRY,
                    entry.place() + ": command " + commandId + " has number " + taken.sequence() + ", the one before "
                            + lastSequence);
        }
        for (long n = lastSequence + 1; n < taken.sequence() && skipped.size() < MAX_MISSING; n++) {
            skipped.add(n);
        }
        lastSequence = Math.max(lastSequence, taken.sequence());
        try {
            expectEntries(taken, entry);
        } catch (UnreadableException e) {
            report(
                    Kind.COMMAND_ENTRY,
                    entry.place() + ": command " + commandId + " cannot be applied: " + e.getMessage());
        }
    }

    private void expectEntries(Command taken, LedgerEntry entry) {
        CommandResult verdict = context.rules.check(account, taken);
        String refusal = entry.refusal();
        boolean isRefused = entry.is("COMMAND_REFUSED");
        if (isRefused && refusal != null && !DECIDED.contains(refusal)) {
            return;
        }
        command = taken;
        queue.addAll(verdict.entries());
        if (!isRefused) {
            context.charges.checkReversal(taken, entry);
            verdict.effect().run();
            isOpening = taken.type().equals("StartSubscription") && verdict.refusal() == null;
        }
    }

    private void endCommand() {
        for (ExpectedEntry expected : queue) {
            report(
                    Kind.COMMAND_ENTRY,
                    account.id + " after entry " + account.seq() + ": command " + commandId + " should cause "
                            + expected);
        }
        queue.clear();
        command = null;
        sent = null;
        commandId = null;
        commandOffset = null;
        isOpening = false;
    }

    private boolean isOfCommand(LedgerEntry entry) {
        return commandId != null
                && commandId.equals(entry.commandId())
                && Objects.equals(commandOffset, entry.inputOffset());
    }

    /** Each entry that a command caused names its number and type; others name none. */
    private void compareCommand(LedgerEntry entry, @Nullable Command cause) {
        if (entry.commandId() != null && cause == null) {
            return;
        }
        String difference = new Differences("expected")
                .field("commandSequence", entry.commandSequence(), cause == null ? null : (Long) cause.sequence())
                .field("commandType", entry.commandType(), cause == null ? null : cause.type())
                .textOrNull();
        if (difference != null) {
            report(Kind.COMMAND_ENTRY, entry.place() + ": " + difference);
        }
    }

    private static boolean isOfSameEvent(LedgerEntry entry, LedgerEntry other) {
        return Objects.equals(entry.eventId(), other.eventId())
                && Objects.equals(entry.eventSource(), other.eventSource())
                && Objects.equals(entry.inputOffset(), other.inputOffset());
    }

    private void compare(Kind kind, ExpectedEntry expected, LedgerEntry entry) {
        String difference = expected.difference(entry);
        if (difference != null) {
            report(kind, entry.place() + ": " + difference);
        }
    }

    private void report(Kind kind, String what) {
        context.findings.add(kind, what);
    }
}
