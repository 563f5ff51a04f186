package com.clientmanager.credits.aggregator.credit;

import java.util.Arrays;

/** The ledger numbers of an account's charges that were given back, ascending: the second time is silence (R21). */
public final class ReversedCharges {
    public static final ReversedCharges NONE = new ReversedCharges(new long[0]);

    private final long[] seqs;

    private ReversedCharges(long[] seqs) {
        this.seqs = seqs;
    }

    /** In any order. */
    public static ReversedCharges of(long... seqs) {
        if (seqs.length == 0) {
            return NONE;
        }
        long[] sorted = seqs.clone();
        Arrays.sort(sorted);
        return new ReversedCharges(sorted);
    }

    public boolean contains(long seq) {
        return Arrays.binarySearch(seqs, seq) >= 0;
    }

    ReversedCharges with(long seq) {
        long[] more = Arrays.copyOf(seqs, seqs.length + 1);
        more[seqs.length] = seq;
        return of(more);
    }

    /** A copy, ascending. */
    public long[] toArray() {
        return seqs.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReversedCharges that && Arrays.equals(seqs, that.seqs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seqs);
    }

    @Override
    public String toString() {
        return Arrays.toString(seqs);
    }
}
