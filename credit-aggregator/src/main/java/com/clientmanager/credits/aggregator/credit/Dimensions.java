package com.clientmanager.credits.aggregator.credit;

import java.util.Arrays;

/**
 * The labels of a usage event, carried from the event to its entries. No rule looks into them, so they stay encoded:
 * equal labels have equal bytes, whatever order their producer wrote them in, so that a replay writes the same (I5).
 */
public final class Dimensions {
    /** No label. */
    public static final Dimensions NONE = new Dimensions(new byte[0]);

    private final byte[] encoded;

    private Dimensions(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Labels that were encoded with their names in order; the array is not copied. */
    public static Dimensions ofEncoded(byte[] encoded) {
        return encoded.length == 0 ? NONE : new Dimensions(encoded);
    }

    public boolean isEmpty() {
        return encoded.length == 0;
    }

    /** Not to be changed. */
    public byte[] encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dimensions that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return encoded.length + " bytes";
    }
}
