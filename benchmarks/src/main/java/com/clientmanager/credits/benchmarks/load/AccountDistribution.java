package com.clientmanager.credits.benchmarks.load;

/** How the events spread over the accounts, all in whole numbers so that every machine draws alike. */
public sealed interface Spread {

    /** The account's number, from two independent random numbers. */
    int pick(long first, long second);

    /** Every account alike. */
    record Uniform(int accounts) implements Spread {
        @Override
        public int pick(long first, long second) {
            return (int) Long.remainderUnsigned(first, accounts);
        }
    }

    /** One account gets {@code percent} of the events, the others share the rest alike. */
    record OneHot(int accounts, int percent) implements Spread {
        @Override
        public int pick(long first, long second) {
            return Long.remainderUnsigned(second, 100) < percent ? 0 : (int) Long.remainderUnsigned(first, accounts);
        }
    }

    /** Zipf with exponent 1.0: the account of rank k gets events in proportion to 1/k. Ranks are shuffled over the numbers. */
    final class Zipf implements Spread {
        private static final long LARGEST_WEIGHT = 1L << 40;
        /** Prime, and larger than any number of accounts used here, so that it shuffles them all. */
        private static final long SHUFFLE = 2_147_483_647L;

        private final long[] upTo;

        public Zipf(int accounts) {
            upTo = new long[accounts];
            long sum = 0;
            for (int rank = 1; rank <= accounts; rank++) {
                sum += LARGEST_WEIGHT / rank;
                upTo[rank - 1] = sum;
            }
        }

        @Override
        public int pick(long first, long second) {
            long point = Long.remainderUnsigned(first, upTo[upTo.length - 1]);
            int low = 0;
            int high = upTo.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (upTo[middle] > point) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return (int) ((low * SHUFFLE + 7) % upTo.length);
        }
    }
}
