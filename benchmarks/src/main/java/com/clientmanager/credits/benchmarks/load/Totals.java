package com.clientmanager.credits.benchmarks.load;

/**
 * What a run must come to.
 *
 * @param events read, copies included
 * @param charges charged, each identity once
 * @param duplicates events - charges: nothing in this load is rejected
 * @param chargedMicros sum of the charges in micro-credits
 * @param grossMicros the same if every copy were charged, for the sides that keep no state
 */
public record Totals(long events, long charges, long duplicates, long chargedMicros, long grossMicros) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    /** One event more. */
    public Totals and(long micros, boolean copy) {
        return new Totals(
                events + 1,
                charges + (copy ? 0 : 1),
                duplicates + (copy ? 1 : 0),
                Math.addExact(chargedMicros, copy ? 0 : micros),
                Math.addExact(grossMicros, micros));
    }

    /** Both together. */
    public Totals plus(Totals other) {
        return new Totals(
                events + other.events,
                charges + other.charges,
                duplicates + other.duplicates,
                Math.addExact(chargedMicros, other.chargedMicros),
                Math.addExact(grossMicros, other.grossMicros));
    }
}
