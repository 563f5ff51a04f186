package com.clientmanager.credits.aggregator.stream.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Bloom filter for up to 64 sealed runs at once, bit-sliced: bit r of each long belongs to run r, so that eight
 * reads, anded together, say in which of 64 runs an identity may lie, and mostly that it lies in none.
 *
 * <p>An identity's eight bits lie in one block of 512 longs (4 KiB), chosen by the hash's highest bits: one page of
 * memory a look-up, and a sorted run fills the blocks in order. With 24 longs for each identity of a run about 1 in
 * 10,000 strangers passes for one run, and costs a look at the disk. 3 bytes of memory an identity when all 64 places
 * are taken, off the Java heap: in direct memory while all filters of the process together stay within {@link
 * #DIRECT_BYTES_MAX}, beyond that in a mapped file that the system may put out to disk.
 */
final class RunFilter {
    static final int RUNS_MAX = Long.SIZE;
    private static final Logger LOG = LoggerFactory.getLogger(RunFilter.class);
    /** Half of what the JVM allows as direct memory unless told otherwise, which is as much as the heap may have. */
    static final long DIRECT_BYTES_MAX =
            Long.getLong("credits.filter.direct-bytes", Runtime.getRuntime().maxMemory() / 2);

    private static final AtomicLong DIRECT_BYTES = new AtomicLong();

    private static final int BLOCK_LONGS = 512;
    private static final int BLOCK_MASK = BLOCK_LONGS - 1;
    private static final int LONGS_PER_IDENTITY = 24;
    private static final int HALF_OF_PROBES = 4;
    private static final int POSITION_BITS = 9;
    private static final int POSITIONS_SHIFT = Long.SIZE - HALF_OF_PROBES * POSITION_BITS;

    private final LongBuffer longs;
    private final int blocks;
    private final boolean direct;
    private long taken;

    RunFilter(int identitiesPerRun, Path directory) {
        this(identitiesPerRun, directory, DIRECT_BYTES_MAX);
    }

    RunFilter(int identitiesPerRun, Path directory, long directBytesMax) {
        blocks = Math.max(1, Math.ceilDiv(identitiesPerRun * LONGS_PER_IDENTITY, BLOCK_LONGS));
        int bytes = Math.multiplyExact(blocks, BLOCK_LONGS * Long.BYTES);
        ByteBuffer memory = direct(bytes, directBytesMax);
        direct = memory != null;
        longs = (memory == null ? mapped(directory, bytes) : memory)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    private static @Nullable ByteBuffer direct(int bytes, long directBytesMax) {
        if (DIRECT_BYTES.addAndGet(bytes) <= directBytesMax) {
            try {
                return ByteBuffer.allocateDirect(bytes);
            } catch (OutOfMemoryError others) {
                // Somebody else has taken the direct memory: the file will do.
                LOG.warn("No direct memory is left for an identity filter of {} bytes: {}", bytes, others.getMessage());
            }
        }
        DIRECT_BYTES.addAndGet(-bytes);
        return null;
    }

    boolean isFull() {
        return taken == -1L;
    }

    boolean isEmpty() {
        return taken == 0;
    }

    long bytes() {
        return (long) blocks * BLOCK_LONGS * Long.BYTES;
    }

    /** Takes a free place, 0 to 63, whose bits are all clear. */
    int takePlace() {
        int place = Long.numberOfTrailingZeros(~taken);
        taken |= 1L << place;
        return place;
    }

    /** Clears the place's bits, so that another run can have it. */
    void freePlace(int place) {
        long keep = ~(1L << place);
        for (int i = 0; i < longs.capacity(); i++) {
            longs.put(i, longs.get(i) & keep);
        }
        taken &= keep;
    }

    void add(int place, long high, long low) {
        int block = blockOf(high);
        long bit = 1L << place;
        long positions = positions(high, low);
        long more = morePositions(high, low);
        for (int i = 0; i < HALF_OF_PROBES; i++) {
            set(block + (int) (positions & BLOCK_MASK), bit);
            set(block + (int) (more & BLOCK_MASK), bit);
            positions >>>= POSITION_BITS;
            more >>>= POSITION_BITS;
        }
    }

    /** The places of the runs in which the identity may lie, one bit each; 0: it is certainly new. */
    long mayHold(long high, long low) {
        int block = blockOf(high);
        long positions = positions(high, low);
        long more = morePositions(high, low);
        long may = taken;
        for (int i = 0; i < HALF_OF_PROBES && may != 0; i++) {
            may &= longs.get(block + (int) (positions & BLOCK_MASK));
            may &= longs.get(block + (int) (more & BLOCK_MASK));
            positions >>>= POSITION_BITS;
            more >>>= POSITION_BITS;
        }
        return may;
    }

    /** Gives the memory back to the process' account; the collector frees it when nothing refers to this any more. */
    void release() {
        if (direct) {
            DIRECT_BYTES.addAndGet(-bytes());
        }
    }

    private void set(int index, long bit) {
        longs.put(index, longs.get(index) | bit);
    }

    private int blockOf(long high) {
        return (int) Math.unsignedMultiplyHigh(high, blocks) * BLOCK_LONGS;
    }

    private static long positions(long high, long low) {
        return ((high ^ (low >>> Identity.FINGERPRINT_BITS)) * 0x9e3779b97f4a7c15L) >>> POSITIONS_SHIFT;
    }

    private static long morePositions(long high, long low) {
        return ((high + (low >>> Identity.FINGERPRINT_BITS)) * 0xbf58476d1ce4e5b9L) >>> POSITIONS_SHIFT;
    }

    private static ByteBuffer mapped(Path directory, int bytes) {
        Path file = directory.resolve("identity-filter-" + System.nanoTime() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
            // The mapping outlives the name; without a name nothing is left behind by a crash.
            Files.delete(file);
            return mapped;
        } catch (IOException e) {
            throw new UncheckedIOException("no room for the identity filter in " + directory, e);
        }
    }
}
