package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A tax contained in every price: its name and its rate in basis points (1,900 = 19%), 0 or more. */
public record Tax(String name, int basisPoints) {
    private static final long WHOLE = 10_000;

    public Tax {
        if (basisPoints < 0) {
            throw new IllegalArgumentException("a tax rate is 0 or more");
        }
    }

    /** The tax in an amount that includes it, rounded half up to a minor unit, symmetric around 0 for credit notes. */
    public Money containedIn(Money gross) {
        BigInteger numerator = BigInteger.valueOf(Math.absExact(gross.amountMinor()))
                .multiply(BigInteger.valueOf(basisPoints))
                .multiply(BigInteger.TWO);
        BigInteger denominator = BigInteger.valueOf(WHOLE + basisPoints);
        long tax = numerator
                .add(denominator)
                .divide(denominator.multiply(BigInteger.TWO))
                .longValueExact();
        return new Money(gross.amountMinor() < 0 ? -tax : tax, gross.currency());
    }

    public Money netOf(Money gross) {
        return gross.minus(containedIn(gross));
    }

    /** For example 19 or 7.5, without a percent sign. */
    public String percent() {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    }
}
