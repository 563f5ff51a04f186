package com.clientmanager.credits.billing.amount;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An amount of credits in whole micro-credits (1 credit = 1,000,000), written as a decimal string with at most six
 * places, for example "12.5" (R1). May be negative: a ledger line that takes.
 */
@Schema(type = SchemaType.STRING, examples = "12.5", description = "Credits as a decimal string, exact to six places.")
public record Credits(long micros) implements Comparable<Credits> {
    public static final Credits ZERO = new Credits(0);
    private static final int PLACES = 6;
    private static final int LONGEST_TEXT = 28;

    /**
     * Reads "12.5".
     *
     * @throws IllegalArgumentException when it is no decimal number, has more than six places or does not fit a long of
     *     micros
     */
    @JsonCreator
    public static Credits parse(String text) {
        if (text.length() > LONGEST_TEXT || !text.matches("-?\\d+(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException(
                    "credits are a decimal string with at most six places, such as \"12.5\"");
        }
        try {
            return new Credits(new BigDecimal(text).movePointRight(PLACES).longValueExact());
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException("credits are too large: " + text, overflow);
        }
    }

    /** The sum. @throws ArithmeticException on overflow (R1) */
    public Credits plus(Credits other) {
        return new Credits(Math.addExact(micros, other.micros));
    }

    public boolean isPositive() {
        return micros > 0;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micros, other.micros);
    }

    @JsonValue
    @Override
    public String toString() {
        BigDecimal exact = BigDecimal.valueOf(micros, PLACES).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
    }
}
