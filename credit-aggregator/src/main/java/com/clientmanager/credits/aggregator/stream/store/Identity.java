package com.clientmanager.credits.aggregator.stream.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Hashes (account, source, id) to 104 bits and what the event said, its action and quantity, to 24 bits: {@link
 * #high} holds the first 64 of the hash, {@link #low} the other 40 above the fingerprint (R2). The account is in the
 * hash, so that two accounts never share an identity, whatever their partitions.
 *
 * <p>SHA-256, so that nobody can make two ids meet on purpose; by chance two of 200 million do with probability 2⁻⁴⁹.
 * A conflict is taken for a duplicate once in 2²⁴; neither changes anything. One instance per task, reused: not for
 * sharing between threads.
 */
public final class Identity {
    static final int FINGERPRINT_BITS = 24;
    static final long FINGERPRINT_MASK = (1L << FINGERPRINT_BITS) - 1;
    private static final int LONGEST_KEPT_BYTES = 4_096;

    private final MessageDigest sha = sha256();
    private byte[] text = new byte[256];
    private int length;
    private long high;
    private long low;

    /**
     * Sets this to the identity (account, source, id) of a usage event that says {@code action} and {@code quantity}.
     */
    public void ofEvent(String account, String source, String id, String action, long quantity) {
        length = 0;
        add(account);
        add(source);
        add(id);
        set(digest(), mix(mix(action.hashCode()) + quantity));
    }

    /** The first 64 bits of the hash; never 0. */
    public long high() {
        return high;
    }

    /** 40 bits of hash above 24 bits of fingerprint. */
    public long low() {
        return low;
    }

    /** Whether two low halves belong to the same account, source and id, whatever their fingerprints. */
    static boolean sameHash(long low, long otherLow) {
        return (low ^ otherLow) >>> FINGERPRINT_BITS == 0;
    }

    private void set(byte[] who, long what) {
        long first = readLong(who, 0);
        high = first == 0 ? 1 : first;
        low = (readLong(who, 8) << FINGERPRINT_BITS) | (what & FINGERPRINT_MASK);
    }

    /** Appends the length and the text, so that ("a", "bc") is not ("ab", "c"). */
    private void add(String part) {
        int before = length;
        addLength(part.length());
        ensure(part.length());
        if (Ascii.put(part, text, length)) {
            length += part.length();
        } else {
            length = before;
            addEncoded(part.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void addEncoded(byte[] part) {
        addLength(part.length);
        ensure(part.length);
        System.arraycopy(part, 0, text, length, part.length);
        length += part.length;
    }

    /** In as few bytes as it needs: SHA-256 works in blocks of 64, and most events are to fit into one or two. */
    private void addLength(int value) {
        ensure(Integer.BYTES + 1);
        int rest = value;
        while (rest > 0x7f) {
            text[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        text[length++] = (byte) rest;
    }

    private void ensure(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
        }
    }

    private byte[] digest() {
        sha.update(text, 0, length);
        if (text.length > LONGEST_KEPT_BYTES) {
            text = new byte[256];
        }
        return sha.digest();
    }

    private static long readLong(byte[] bytes, int from) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[from + i] & 0xff);
        }
        return value;
    }

    /** The finaliser of SplitMix64: each bit of the result depends on each bit of {@code value}. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
