package com.clientmanager.credits.benchmarks.load;

/**
 * The expected totals of a run.
 *
 * @param events including duplicates
 * @param charges one per identity
 * @param duplicates events - charges: nothing in this load is rejected
 * @param chargedMicros sum of the charges in micro-credits
 * @param grossMicros the sum if duplicates were charged too, for the stateless baselines
 */
public record Totals(long events, long charges, long duplicates, long chargedMicros, long grossMicros) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    /** Adds one event. */
    public Totals and(long micros, boolean duplicate) {
        return new Totals(
                events + 1,
                charges + (duplicate ? 0 : 1),
                duplicates + (duplicate ? 1 : 0),
                Math.addExact(chargedMicros, duplicate ? 0 : micros),
                Math.addExact(grossMicros, micros));
    }

    /** The sum of both. */
    public Totals plus(Totals other) {
        return new Totals(
                events + other.events,
                charges + other.charges,
                duplicates + other.duplicates,
                Math.addExact(chargedMicros, other.chargedMicros),
                Math.addExact(grossMicros, other.grossMicros));
    }
}
