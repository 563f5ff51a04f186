package com.clientmanager.credits.auditor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the audit found: every difference is counted, the first of each kind are kept to be read. */
final class Findings {
    /** Kinds of difference; the sentence is for the operator. */
    enum Kind {
        NUMBER_GAP("I3: a line's number is not the one before plus one"),
        BALANCE_CHAIN("I3: a line's balance is not the one before plus its amount"),
        GRANT_BOUNDS("I4: a grant is below 0 or above its amount"),
        FIGURES("I2: available, overdraft or the sum of all movements do not agree with the line"),
        CHARGE_AMOUNT("R5: a charge is not quantity times unit price"),
        PRICE("R5: a charge was not priced by the version in force"),
        CYCLE("R12: a cycle does not begin or end on its boundary"),
        CHARGED_TWICE("R2: one event was charged more than once"),
        LOST("R4: an accepted event is neither charged, nor a duplicate, nor rejected"),
        BOTH("R4: an event is both charged and rejected"),
        CHARGE_DIFFERS("I1: a charge does not say what its event says"),
        LIVE_BALANCE("credit.balances.v1 differs from the ledger"),
        DATABASE("PostgreSQL differs from the ledger"),
        UNREADABLE("a record of an output topic cannot be read");

        final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    private static final int KEPT_PER_KIND = 20;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> examples = new EnumMap<>(Kind.class);
    private final List<String> notices = new ArrayList<>();
    private long noticeCount;

    void add(Kind kind, String what) {
        counts.merge(kind, 1L, Math::addExact);
        List<String> kept = examples.computeIfAbsent(kind, k -> new ArrayList<>());
        if (kept.size() < KEPT_PER_KIND) {
            kept.add(what);
        }
    }

    /** Something an operator should know that is not a difference, such as one identity used for two accounts (decision 0002). */
    void notice(String what) {
        noticeCount++;
        if (notices.size() < KEPT_PER_KIND) {
            notices.add(what);
        }
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    long noticeCount() {
        return noticeCount;
    }

    /** The findings as text, one kind after the other; empty when there is none. */
    String report() {
        StringBuilder text = new StringBuilder();
        counts.forEach((kind, count) -> {
            text.append(kind)
                    .append(": ")
                    .append(count)
                    .append("  (")
                    .append(kind.sentence)
                    .append(")\n");
            examples.getOrDefault(kind, List.of())
                    .forEach(example -> text.append("    ").append(example).append('\n'));
        });
        if (noticeCount > 0) {
            text.append("NOTICES: ").append(noticeCount).append('\n');
            notices.forEach(notice -> text.append("    ").append(notice).append('\n'));
        }
        return text.toString();
    }
}
