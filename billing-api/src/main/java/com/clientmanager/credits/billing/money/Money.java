package com.clientmanager.credits.billing.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount in minor units (cents for USD) of one ISO 4217 currency (R1); negative amounts are credits to the payer.
 *
 * <p>Sums are exact: an overflow throws {@link ArithmeticException}, two currencies throw {@link
 * IllegalArgumentException}.
 */
public record Money(long amountMinor, String currency) implements Comparable<Money> {
    public Money {
        Currency.getInstance(currency);
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(amountMinor), currency);
    }

    /**
     * This × numerator ÷ denominator, rounded down to a whole minor unit, in the payer's favour; the amount is 0 or
     * more.
     */
    public Money shareRoundedDown(long numerator, long denominator) {
        if (amountMinor < 0 || numerator < 0 || denominator <= 0) {
            throw new IllegalArgumentException("a share needs amounts of 0 or more and a whole above 0");
        }
        BigInteger share = BigInteger.valueOf(amountMinor)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator));
        return new Money(share.longValueExact(), currency);
    }

    public boolean aboveZero() {
        return amountMinor > 0;
    }

    /** In major units, for example 29.00. */
    public BigDecimal major() {
        return BigDecimal.valueOf(
                amountMinor, Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
    }

    /** As people of that locale write it, for example $29.00. */
    public String display(Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(major());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(amountMinor, sameCurrency(other).amountMinor);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
        }
        return other;
    }
}
