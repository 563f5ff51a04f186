package com.clientmanager.credits.aggregator.credit;

import java.util.List;

/** What the engine makes of an event. */
public sealed interface Decision {
    /** The account after the event and the lines it wrote, none when it was a repeat. */
    record Accepted(CreditAccount account, List<LedgerEntry> entries) implements Decision {
        public Accepted {
            entries = List.copyOf(entries);
        }
    }

    /** Nothing changed, not even what time alone would have written: the next event or tick writes that. */
    record Refused(RefusalCode code, String detail) implements Decision {}
}
