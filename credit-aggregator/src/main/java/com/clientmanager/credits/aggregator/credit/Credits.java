package com.clientmanager.credits.aggregator.credit;

import java.math.BigDecimal;

/**
 * An amount of credits in whole micro-credits (R1): 1 credit is 1,000,000. May be negative. Every operation is exact
 * and throws {@link ArithmeticException} rather than wrap; the engine turns that into {@link
 * RefusalCode#AMOUNT_OVERFLOW}.
 */
public record Credits(long micros) implements Comparable<Credits> {
    public static final Credits ZERO = new Credits(0);
    /** The most that one grant, one allowance or one charge may be: 1,000,000,000 credits (R1). */
    public static final Credits MAX_AMOUNT = new Credits(1_000_000_000_000_000L);
    /** Decimal places of a credit. */
    private static final int PLACES = 6;

    private static final long MICROS_IN_A_CREDIT = 1_000_000;

    public static Credits ofMicros(long micros) {
        return micros == 0 ? ZERO : new Credits(micros);
    }

    /** Whole credits. */
    public static Credits of(long credits) {
        return ofMicros(Math.multiplyExact(credits, MICROS_IN_A_CREDIT));
    }

    /**
     * Reads a decimal such as "12.5".
     *
     * @throws NumberFormatException if it is not a decimal number
     * @throws ArithmeticException if it has more than six decimal places or does not fit
     */
    public static Credits parse(String decimal) {
        return ofMicros(new BigDecimal(decimal).movePointRight(PLACES).longValueExact());
    }

    public Credits plus(Credits other) {
        return other.micros == 0 ? this : ofMicros(Math.addExact(micros, other.micros));
    }

    public Credits minus(Credits other) {
        return other.micros == 0 ? this : ofMicros(Math.subtractExact(micros, other.micros));
    }

    public Credits times(long quantity) {
        return ofMicros(Math.multiplyExact(micros, quantity));
    }

    public Credits negated() {
        return ofMicros(Math.negateExact(micros));
    }

    public Credits min(Credits other) {
        return micros <= other.micros ? this : other;
    }

    public boolean isZero() {
        return micros == 0;
    }

    public boolean isPositive() {
        return micros > 0;
    }

    public boolean isNegative() {
        return micros < 0;
    }

    /** Rounded down to whole credits, towards zero; for amounts of 0 or more. */
    public Credits wholeCredits() {
        return ofMicros(micros - micros % MICROS_IN_A_CREDIT);
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micros, other.micros);
    }

    /** A decimal without trailing zeros, as on the wire: "12.5". */
    @Override
    public String toString() {
        return micros == 0
                ? "0"
                : BigDecimal.valueOf(micros, PLACES).stripTrailingZeros().toPlainString();
    }
}
