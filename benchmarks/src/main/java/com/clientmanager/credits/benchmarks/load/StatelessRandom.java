package com.clientmanager.credits.benchmarks.load;

/** Random numbers as a pure function of seed, event number and purpose (SplitMix64). */
public final class StatelessRandom {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private StatelessRandom() {}

    /** Any long value. */
    public static long next(long seed, long event, Purpose purpose) {
        return mix(mix(seed + STEP * (event + 1)) + purpose.salt);
    }

    /** From 0 to {@code bound} - 1. */
    public static long next(long seed, long event, Purpose purpose, long bound) {
        return Long.remainderUnsigned(next(seed, event, purpose), bound);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Each purpose has its own sequence. */
    public enum Purpose {
        DUPLICATE(0x1F83D9ABFB41BD6BL),
        DISTANCE(0x5BE0CD19137E2179L),
        ACCOUNT(0x3C6EF372FE94F82BL),
        DISTRIBUTION(0x243F6A8885A308D3L),
        ACTION(0x510E527FADE682D1L),
        QUANTITY(0x6A09E667F3BCC909L),
        LABELS(0x2B3E6C1F1F83D9ABL),
        ID(0x13198A2E03707344L);

        private final long salt;

        Purpose(long salt) {
            this.salt = salt;
        }
    }
}
