package com.clientmanager.credits.e2e.fuzz;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may become of an input. */
sealed interface Expected {
    /** Anything that is accounted for: a reason that docs/topics.md lists. */
    Set<String> ANY_REASON = Set.of();

    /**
     * A usage event in whole.
     *
     * @param must reasons for one of which it is rejected; none: it is charged or a duplicate
     * @param may reasons for which it may be rejected although nothing is wrong with it
     */
    record Usage(
            String account,
            String source,
            String id,
            String action,
            long quantity,
            @Nullable String user,
            long occurredAtMs,
            Set<String> must,
            Set<String> may)
            implements Expected {

        static Usage of(Event event, Set<String> must, Set<String> may) {
            return new Usage(
                    kept(event.account),
                    kept(event.source),
                    kept(event.id),
                    kept(event.action),
                    event.quantity,
                    event.user == null ? null : kept(event.user),
                    event.occurredAtMs,
                    Set.copyOf(must),
                    Set.copyOf(may));
        }

        /** What is too long is rejected and never compared. */
        private static String kept(CharSequence text) {
            String said = text.toString();
            return said.length() > 300 ? "" : said;
        }
    }

    /** Not charged, and kept with one of these reasons; {@link #ANY_REASON}: with any. */
    record Rejected(Set<String> reasons) implements Expected {}

    /** Neither charged nor, necessarily, rejected. */
    record NoUsage() implements Expected {}

    /** A command: obeyed or refused on the ledger, rejected, or behind its account's last number. */
    record Answered() implements Expected {}

    /** A price: it leaves other actions alone. */
    record Unanswered() implements Expected {}
}
