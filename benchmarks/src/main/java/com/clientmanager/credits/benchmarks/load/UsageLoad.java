package com.clientmanager.credits.benchmarks.load;

import com.clientmanager.credits.benchmarks.load.StatelessRandom.Purpose;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.Map;

/**
 * Usage events as a pure function of their number. Some are exact duplicates of an event shortly before (R2).
 *
 * @param seed another seed gives another load with other identities
 * @param from event times start here, UTC milliseconds, and advance by 0.1 ms per event
 * @param duplicatePercent share of the events that are duplicates
 */
public record UsageLoad(
        long seed, Accounts accounts, AccountDistribution distribution, long from, int duplicatePercent) {
    /** Larger than any batch, so that duplicates occur within batches and across them. */
    private static final long MAX_DUPLICATE_DISTANCE = 50_000;

    private static final int EVENTS_PER_MS = 10;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** The number of the event that event {@code n} duplicates, or {@code n} itself. */
    public long original(long n) {
        long event = n;
        while (event > 0 && StatelessRandom.next(seed, event, Purpose.DUPLICATE, 100) < duplicatePercent) {
            event = event
                    - 1
                    - StatelessRandom.next(seed, event, Purpose.DISTANCE, Math.min(event, MAX_DUPLICATE_DISTANCE));
        }
        return event;
    }

    /** The number of the account that pays for an original event. */
    public int account(long original) {
        return distribution.pick(
                StatelessRandom.next(seed, original, Purpose.ACCOUNT),
                StatelessRandom.next(seed, original, Purpose.DISTRIBUTION));
    }

    public CrmAction action(long original) {
        return CrmAction.numbered(StatelessRandom.next(seed, original, Purpose.ACTION, CrmAction.values().length));
    }

    public long quantity(long original) {
        return 1
                + StatelessRandom.next(
                        seed, original, Purpose.QUANTITY, action(original).maxUnits());
    }

    /** The charge for an original event in micro-credits. */
    public long micros(long original) {
        return Math.multiplyExact(quantity(original), action(original).unitPriceMicros());
    }

    /** The record of an original event. */
    public UsageRecorded record(long original) {
        CrmAction action = action(original);
        long labels = StatelessRandom.next(seed, original, Purpose.LABELS, 1_000_000);
        return new UsageRecorded(
                action.source(),
                id(original),
                accounts.name(account(original)),
                action.action(),
                quantity(original),
                "user-" + labels % 1_000,
                Map.of(
                        "campaign", "spring-launch-" + labels % 97,
                        "workflow", "nurture-sequence-" + labels % 31,
                        "channel", "automation"),
                Instant.ofEpochMilli(from + original / EVENTS_PER_MS),
                null,
                false);
    }

    /** The expected totals of the first {@code events} events. */
    public Totals totals(long events) {
        Totals totals = Totals.NONE;
        for (long n = 0; n < events; n++) {
            long original = original(n);
            totals = totals.and(micros(original), original != n);
        }
        return totals;
    }

    /** Parses the event number from an id. */
    public static long number(String id) {
        return Long.parseLong(id, id.indexOf('-') + 1, id.length(), 16);
    }

    /** Sixteen random hexadecimal digits, which distinguish loads, then the event number. */
    private String id(long original) {
        char[] id = new char[29];
        digits(StatelessRandom.next(seed, original, Purpose.ID), id, 0, 16);
        id[16] = '-';
        digits(original, id, 17, 12);
        return new String(id);
    }

    private static void digits(long value, char[] into, int at, int count) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            into[i] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
    }
}
