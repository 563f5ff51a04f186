package com.clientmanager.credits.benchmarks.load;

import com.clientmanager.credits.benchmarks.load.Dice.Purpose;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.Map;

/**
 * Usage events as a function of their number: event {@code n} is the same whenever it is asked for. Some are copies, byte for byte, of an event
 * not long before (R2).
 *
 * @param seed another seed is another load with identities of its own
 * @param from event times begin here, UTC milliseconds, and go on a tenth of a millisecond an event
 * @param copyPercent share of the events that are copies
 */
public record UsageLoad(long seed, Accounts accounts, Spread spread, long from, int copyPercent) {
    /** How many events back a copy may reach: beyond any batch, so that copies fall within batches and across them. */
    private static final long REACH = 50_000;

    private static final int EVENTS_A_MS = 10;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** The number of the event that event {@code n} copies, or {@code n} itself. */
    public long original(long n) {
        long event = n;
        while (event > 0 && Dice.roll(seed, event, Purpose.COPY, 100) < copyPercent) {
            event = event - 1 - Dice.roll(seed, event, Purpose.REACH, Math.min(event, REACH));
        }
        return event;
    }

    /** The number of the account that pays for an original event. */
    public int account(long original) {
        return spread.pick(Dice.roll(seed, original, Purpose.ACCOUNT), Dice.roll(seed, original, Purpose.SPREAD));
    }

    public CrmAction action(long original) {
        return CrmAction.numbered(Dice.roll(seed, original, Purpose.ACTION, CrmAction.values().length));
    }

    public long quantity(long original) {
        return 1 + Dice.roll(seed, original, Purpose.QUANTITY, action(original).mostUnits());
    }

    /** The charge for an original event in micro-credits. */
    public long micros(long original) {
        return Math.multiplyExact(quantity(original), action(original).unitPriceMicros());
    }

    /** The record of an original event. */
    public UsageRecorded record(long original) {
        CrmAction action = action(original);
        long labels = Dice.roll(seed, original, Purpose.LABELS, 1_000_000);
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
                Instant.ofEpochMilli(from + original / EVENTS_A_MS),
                null,
                false);
    }

    /** The totals after the first {@code events} events, sequentially. */
    public Totals totals(long events) {
        Totals totals = Totals.NONE;
        for (long n = 0; n < events; n++) {
            long original = original(n);
            totals = totals.and(micros(original), original != n);
        }
        return totals;
    }

    /** The event's number in an id. */
    public static long number(String id) {
        return Long.parseLong(id, id.indexOf('-') + 1, id.length(), 16);
    }

    /** Sixteen random hexadecimal digits, which tell loads apart, then the event's number. */
    private String id(long original) {
        char[] id = new char[29];
        digits(Dice.roll(seed, original, Purpose.ID), id, 0, 16);
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
