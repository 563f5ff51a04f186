package com.clientmanager.credits.aggregator.credit;

/**
 * What became of an account's credits, for I2; each figure is net and 0 or more. What was given back or is gone
 * leaves the figure that it had entered, so that no repetition of grants and revocations, charges and reversals, or
 * allowances and expiries ever fills it (R1).
 *
 * @param granted granted − revoked − (expired − reversed expiries): what is left, and what was spent or repaid
 * @param charged charged − reversed
 */
public record Totals(Credits granted, Credits charged) {
    public static final Totals NONE = new Totals(Credits.ZERO, Credits.ZERO);

    /** After a grant, or an expiry that was reversed. */
    Totals granting(Credits amount) {
        return new Totals(granted.plus(amount), charged);
    }

    /** After an expiry or a revocation. */
    Totals ending(Credits amount) {
        return new Totals(granted.minus(amount), charged);
    }

    Totals charging(Credits amount) {
        return new Totals(granted, charged.plus(amount));
    }

    Totals reversing(Credits amount) {
        return new Totals(granted, charged.minus(amount));
    }
}
