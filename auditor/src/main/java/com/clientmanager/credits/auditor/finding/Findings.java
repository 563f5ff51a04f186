package com.clientmanager.credits.auditor.finding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the audit found: every difference is counted, the first of each kind are kept to be read. */
public final class Findings {
    private static final int MAX_EXAMPLES = 20;
    private static final int MAX_NOTICES = 100;
    private static final int MAX_LENGTH = 600;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> examples = new EnumMap<>(Kind.class);
    private final Map<String, List<String>> notices = new LinkedHashMap<>();
    private final Map<String, Long> noticeCounts = new LinkedHashMap<>();

    /** Counts a difference; {@code what} names the place. */
    public void add(Kind kind, String what) {
        counts.merge(kind, 1L, Math::addExact);
        List<String> kept = examples.computeIfAbsent(kind, k -> new ArrayList<>());
        if (kept.size() < MAX_EXAMPLES) {
            kept.add(printable(what));
        }
    }

    /** Something an operator should see that is not a difference, such as one identity used for two accounts (R2). */
    public void notice(String title, String what) {
        noticeCounts.merge(title, 1L, Math::addExact);
        List<String> kept = notices.computeIfAbsent(title, t -> new ArrayList<>());
        if (kept.size() < MAX_NOTICES) {
            kept.add(printable(what));
        }
    }

    /** How many differences there are. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The first differences of a kind. */
    public List<String> examples(Kind kind) {
        return List.copyOf(examples.getOrDefault(kind, List.of()));
    }

    public long noticeCount(String title) {
        return noticeCounts.getOrDefault(title, 0L);
    }

    /** The findings as text, one kind after the other; empty when there is none. */
    public String report() {
        StringBuilder text = new StringBuilder();
        counts.forEach((kind, count) -> {
            text.append(kind)
                    .append(": ")
                    .append(count)
                    .append("  (")
                    .append(kind.sentence)
                    .append(")\n");
            examples(kind)
                    .forEach(example -> text.append("    ").append(example).append('\n'));
        });
        noticeCounts.forEach((title, count) -> {
            text.append("NOTICE, ").append(title).append(": ").append(count).append('\n');
            notices.getOrDefault(title, List.of())
                    .forEach(notice -> text.append("    ").append(notice).append('\n'));
        });
        return text.toString();
    }

    /** Texts come from records of any producer: no control characters reach the terminal, and no megabytes. */
    private static String printable(String what) {
        String head = what.length() <= MAX_LENGTH ? what : what.substring(0, MAX_LENGTH) + "…";
        return head.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
