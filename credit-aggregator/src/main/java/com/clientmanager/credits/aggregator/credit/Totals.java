package com.clientmanager.credits.aggregator.credit;

/** What ever happened to an account's credits, for I2; each figure is 0 or more and only grows. */
public record Totals(
        Credits granted, Credits charged, Credits reversed, Credits expired, Credits takenBack, Credits revoked) {
    public static final Totals NONE =
            new Totals(Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO);

    Totals granting(Credits amount) {
        return new Totals(granted.plus(amount), charged, reversed, expired, takenBack, revoked);
    }

    Totals charging(Credits amount) {
        return new Totals(granted, charged.plus(amount), reversed, expired, takenBack, revoked);
    }

    Totals reversing(Credits amount) {
        return new Totals(granted, charged, reversed.plus(amount), expired, takenBack, revoked);
    }

    Totals expiring(Credits amount) {
        return new Totals(granted, charged, reversed, expired.plus(amount), takenBack, revoked);
    }

    Totals takingBack(Credits amount) {
        return new Totals(granted, charged, reversed, expired, takenBack.plus(amount), revoked);
    }

    Totals revoking(Credits amount) {
        return new Totals(granted, charged, reversed, expired, takenBack, revoked.plus(amount));
    }
}
