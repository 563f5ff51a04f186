package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.LedgerLine;
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
 * Holds one account's lines against the rules, in their order: what caused a line (time, a command, usage) decides what it must say. A line that differs is
 * reported and then believed, so that the lines after it are judged by what is there.
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

    /** Where this many lines are missing, something else is wrong. */
    private static final int MAX_MISSING = 1_000;

    final Account account;
    final int partition;
    private final Context context;
    private final Deque<Expected> queue = new ArrayDeque<>();
    private final List<LedgerLine> takenBack = new ArrayList<>(0);
    private @Nullable String commandId;
    private @Nullable Long commandOffset;
    /** Null where the command is not on the topic or cannot be followed. */
    private @Nullable Command command;

    private boolean isOpening;
    private long lastSequence;
    /** Numbers that no line has answered although a later one was. */
    private final Set<Long> skipped = new HashSet<>(0);

    private int missing;

    /** What the folds of all accounts share. */
    record Context(Findings findings, PriceBook prices, CommandBook commands, CommandRules rules, Charges charges) {}

    AccountFold(String id, int partition, Context context) {
        this.account = new Account(id);
        this.partition = partition;
        this.context = context;
    }

    void line(LedgerLine line) {
        boolean isUsage = line.commandId() == null && (line.is("CHARGE") || line.is("EXPIRY_REVERSED"));
        if (!takenBack.isEmpty() && !(isUsage && isOfSameEvent(line, takenBack.getFirst()))) {
            report(Kind.ALLOCATION, takenBack.getFirst().here() + ": no charge follows it");
            takenBack.clear();
        }
        if (commandId != null && !isOfCommand(line)) {
            endCommand();
        }
        if (line.commandId() != null) {
            byCommand(line);
        } else if (isUsage) {
            byUsage(line);
        } else {
            byTime(line);
        }
        account.apply(line, context.findings);
    }

    /** No line follows; {@code now}: up to when everything that was due must be there. */
    void finish(long now) {
        if (!takenBack.isEmpty()) {
            report(Kind.ALLOCATION, takenBack.getFirst().here() + ": no charge follows it");
        }
        endCommand();
        reportDue(now, "at the end");
    }

    /** Whether the engine has answered the number, so that a command of it is a repeat (decision 0007). */
    boolean hasAnswered(long sequence) {
        return sequence <= lastSequence && !skipped.contains(sequence);
    }

    private void byTime(LedgerLine line) {
        Due due = dueFor(line, line.occurredAt());
        if (due == null) {
            report(Kind.NOT_DUE, line.here() + ": nothing was due at " + Expected.time(line.occurredAt()));
            return;
        }
        compare(Kind.NOT_DUE, due.expected(), line);
        due.effect().run();
    }

    /** The line that is due and meant; those that should have come before it are reported. */
    private @Nullable Due dueFor(LedgerLine line, long limit) {
        Due due = Due.next(account);
        while (due != null && due.moment() <= limit && missing < MAX_MISSING) {
            if (due.expected().isMeantBy(line)) {
                return due;
            }
            skip(due, "before line " + line.seq());
            due = Due.next(account);
        }
        return null;
    }

    private void reportDue(long now, String where) {
        Due due = Due.next(account);
        while (due != null && due.moment() <= now && missing < MAX_MISSING) {
            skip(due, where);
            due = Due.next(account);
        }
    }

    private void skip(Due due, String where) {
        missing++;
        report(Kind.DUE_MISSING, account.id + ": " + due.expected() + " is missing " + where);
        Grant grant = due.grant();
        if (grant != null) {
            grant.isExpiryMissed = true;
        }
        due.effect().run();
    }

    private void byUsage(LedgerLine line) {
        if (takenBack.isEmpty()) {
            reportDue(Math.max(line.occurredAt(), line.recordedAt()), "before line " + line.seq());
        }
        if (line.is("EXPIRY_REVERSED")) {
            takenBack.add(line);
            return;
        }
        if (account.subscription == null) {
            report(Kind.UNOPENED, line.here());
        }
        context.charges.judge(account, line, takenBack);
        takenBack.clear();
        if (context.commands.isReversed(account.id, line.seq())) {
            context.charges.keep(line);
        }
    }

    private void byCommand(LedgerLine line) {
        if (commandId == null) {
            beginCommand(line);
        }
        Command current = command;
        if (current == null) {
            return;
        }
        Expected expected = queue.poll();
        if (expected == null && isOpening) {
            Due due = dueFor(line, current.appendedAt());
            if (due != null) {
                expected = due.expected().at(due.moment(), current.appendedAt()).by(current);
                due.effect().run();
            }
        }
        if (expected == null) {
            report(Kind.COMMAND_LINE, line.here() + ": command " + current.id() + " brings no such line");
        } else {
            compare(Kind.COMMAND_LINE, expected, line);
        }
    }

    private void beginCommand(LedgerLine line) {
        commandId = line.commandId();
        commandOffset = line.inputOffset();
        Command taken = context.commands.take(partition, commandOffset);
        if (taken == null || !taken.id().equals(commandId) || !taken.account().equals(account.id)) {
            report(
                    Kind.COMMAND_UNKNOWN,
                    line.here() + ": command " + commandId + " is not at offset " + commandOffset + " of partition "
                            + partition);
            return;
        }
        reportDue(taken.appendedAt(), "before line " + line.seq());
        if (taken.sequence() <= lastSequence) {
            report(
                    Kind.COMMAND_LINE,
                    line.here() + ": command " + commandId + " has number " + taken.sequence() + ", the one before "
                            + lastSequence);
        }
        for (long n = lastSequence + 1; n < taken.sequence() && skipped.size() < MAX_MISSING; n++) {
            skipped.add(n);
        }
        lastSequence = Math.max(lastSequence, taken.sequence());
        try {
            follow(taken, line);
        } catch (UnreadableException e) {
            report(
                    Kind.COMMAND_LINE,
                    line.here() + ": command " + commandId + " cannot be followed: " + e.getMessage());
        }
    }

    private void follow(Command taken, LedgerLine line) {
        Verdict verdict = context.rules.judge(account, taken);
        String refusal = line.refusal();
        boolean isRefused = line.is("COMMAND_REFUSED");
        if (isRefused && refusal != null && !DECIDED.contains(refusal)) {
            return;
        }
        command = taken;
        queue.addAll(verdict.lines());
        if (!isRefused) {
            context.charges.judgeReversal(taken, line);
            verdict.effect().run();
            isOpening = taken.type().equals("StartSubscription") && verdict.refusal() == null;
        }
    }

    private void endCommand() {
        for (Expected expected : queue) {
            report(
                    Kind.COMMAND_LINE,
                    account.id + " after line " + account.seq() + ": command " + commandId + " should bring "
                            + expected);
        }
        queue.clear();
        command = null;
        commandId = null;
        commandOffset = null;
        isOpening = false;
    }

    private boolean isOfCommand(LedgerLine line) {
        return commandId != null
                && commandId.equals(line.commandId())
                && Objects.equals(commandOffset, line.inputOffset());
    }

    private static boolean isOfSameEvent(LedgerLine line, LedgerLine other) {
        return Objects.equals(line.eventId(), other.eventId())
                && Objects.equals(line.eventSource(), other.eventSource())
                && Objects.equals(line.inputOffset(), other.inputOffset());
    }

    private void compare(Kind kind, Expected expected, LedgerLine line) {
        String difference = expected.difference(line);
        if (difference != null) {
            report(kind, line.here() + ": " + difference);
        }
    }

    private void report(Kind kind, String what) {
        context.findings.add(kind, what);
    }
}
