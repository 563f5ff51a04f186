package com.clientmanager.credits.aggregator.credit;

import java.util.Arrays;

/**
 * The ledger numbers of an account's charges that were given back, ascending: the second time is silence (R21). The
 * {@value #MAX} highest are kept, so that an account never outgrows a record; what lies below them all may have been
 * given back or not, and is not given back any more.
 */
public final class ReversedCharges {
    /** About 200 KB in an account's layout. */
    static final int MAX = 100_000;

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

    /** Whether it is no longer known if the charge was given back. */
    boolean isForgotten(long seq) {
        return seqs.length >= MAX && seq < seqs[0];
    }

    /** With one more that is neither contained nor forgotten. */
    ReversedCharges with(long seq) {
        int place = -Arrays.binarySearch(seqs, seq) - 1;
        long[] more = new long[seqs.length + 1];
        System.arraycopy(seqs, 0, more, 0, place);
        more[place] = seq;
        System.arraycopy(seqs, place, more, place + 1, seqs.length - place);
        return new ReversedCharges(more.length > MAX ? Arrays.copyOfRange(more, 1, more.length) : more);
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
