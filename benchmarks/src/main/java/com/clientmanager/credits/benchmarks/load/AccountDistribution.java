package com.clientmanager.credits.benchmarks.load;

/** How events are distributed over accounts, in integer arithmetic so that every machine gets the same load. */
public sealed interface AccountDistribution {

    /** The account number for two independent random numbers. */
    int pick(long first, long second);

    /** All accounts get the same share. */
    record Uniform(int accounts) implements AccountDistribution {
        @Override
        public int pick(long first, long second) {
            return (int) Long.remainderUnsigned(first, accounts);
        }
    }

    /** One account gets {@code percent} of the events, the others share the rest equally. */
    record HotAccount(int accounts, int percent) implements AccountDistribution {
        @Override
        public int pick(long first, long second) {
            return Long.remainderUnsigned(second, 100) < percent ? 0 : (int) Long.remainderUnsigned(first, accounts);
        }
    }

    /**
     * Zipf with exponent 1.0: the account of rank k gets events in proportion to 1/k. Ranks are shuffled over account
     * numbers.
     */
    final class Zipf implements AccountDistribution {
        private static final long MAX_WEIGHT = 1L << 40;
        /** Prime, and larger than any number of accounts used here, so that it shuffles them all. */
        private static final long SHUFFLE = 2_147_483_647L;

        private final long[] cumulative;

        public Zipf(int accounts) {
            cumulative = new long[accounts];
            long sum = 0;
            for (int rank = 1; rank <= accounts; rank++) {
                sum += MAX_WEIGHT / rank;
                cumulative[rank - 1] = sum;
            }
        }

        @Override
        public int pick(long first, long second) {
            long point = Long.remainderUnsigned(first, cumulative[cumulative.length - 1]);
            int low = 0;
            int high = cumulative.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cumulative[middle] > point) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return (int) ((low * SHUFFLE + 7) % cumulative.length);
        }
    }
}
