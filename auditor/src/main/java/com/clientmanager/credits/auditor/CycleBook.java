package com.clientmanager.credits.auditor;

import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.StartSubscription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every subscription's start and zone as ordered, and the boundaries that follow from them (R12), computed apart from the engine. */
final class CycleBook {
    private final Map<String, StartSubscription> subscriptions = new HashMap<>();

    void add(AccountCommand command) {
        StartSubscription start = command.getStartSubscription();
        if (start != null) {
            subscriptions.putIfAbsent(start.getSubscriptionId(), start);
        }
    }

    /** Checks the bounds that a line states for its cycle; lines without a known subscription state none. */
    void check(LedgerEntryPosted line, Findings findings) {
        String id = line.getSubscriptionId();
        Long cycle = line.getCycle();
        StartSubscription start = id == null ? null : subscriptions.get(id);
        if (start == null || cycle == null) {
            return;
        }
        verify(line, "start", boundary(start, cycle), line.getCycleStart(), findings);
        verify(line, "end", boundary(start, cycle + 1), line.getCycleEnd(), findings);
    }

    private static void verify(
            LedgerEntryPosted line, String which, Instant expected, @Nullable Instant stated, Findings findings) {
        if (!expected.equals(stated)) {
            findings.add(
                    Findings.Kind.CYCLE,
                    line.getAccount() + " line " + line.getSeq() + ": cycle " + line.getCycle() + " " + which + " "
                            + stated + ", expected " + expected);
        }
    }

    private static Instant boundary(StartSubscription start, long n) {
        if (n == 0) {
            return start.getStartedAt();
        }
        ZoneId zone = ZoneId.of(start.getTimeZone());
        ZonedDateTime first = start.getStartedAt().atZone(zone);
        YearMonth month = YearMonth.from(first).plusMonths(n);
        LocalDate day = month.atDay(Math.min(first.getDayOfMonth(), month.lengthOfMonth()));
        return day.atStartOfDay(zone).toInstant();
    }
}
