package com.clientmanager.credits.aggregator.stream.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The identities that have left the heap: sorted runs, written once as pages of up to 256 identities (4 KiB) and never changed, found through
 * {@link RunFilter}s and a sparse index of each page's first hash (8 bytes for 256 identities), dropped whole when their newest identity is too old.
 *
 * <p>Records in the inner store: {@code 'P' run(8) page(4)} is a page; {@code 'R' run(8)} says count, oldest and newest append time, and is
 * written after the run's pages.
 */
final class SealedRuns {
    static final int PAGE_IDENTITIES = 256;
    private static final int ENTRY_BYTES = 2 * Long.BYTES;
    private static final byte PAGE = 'P';
    private static final byte RUN = 'R';
    private static final int PAGE_KEY_BYTES = 1 + Long.BYTES + Integer.BYTES;

    private final KeyValueStore<Bytes, byte[]> inner;
    private final int identitiesPerRun;
    private final Path directory;
    private final List<Shelf> shelves = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long nextRun;
    private long identities;

    /** A filter and the runs that have its places. */
    private static final class Shelf {
        final RunFilter filter;
        final @Nullable Run[] runs = new Run[RunFilter.RUNS_MAX];

        Shelf(RunFilter filter) {
            this.filter = filter;
        }
    }

    /** One run: where it stands, how old its newest identity is, and the first hash of each page. */
    private static final class Run {
        final long number;
        final Shelf shelf;
        final int place;
        final long newestMs;
        final int count;
        final long[] firstHigh;

        Run(long number, Shelf shelf, long newestMs, int count) {
            this.number = number;
            this.shelf = shelf;
            this.place = shelf.filter.takePlace();
            this.newestMs = newestMs;
            this.count = count;
            this.firstHigh = new long[pages(count)];
        }

        void add(long high, long low) {
            shelf.filter.add(place, high, low);
        }
    }

    SealedRuns(KeyValueStore<Bytes, byte[]> inner, int identitiesPerRun, Path directory) {
        this.inner = inner;
        this.identitiesPerRun = identitiesPerRun;
        this.directory = directory;
    }

    static boolean sameHash(long low, long otherLow) {
        return (low ^ otherLow) >>> Identity.FINGERPRINT_BITS == 0;
    }

    long identities() {
        return identities;
    }

    long filterBytes() {
        return shelves.stream().mapToLong(shelf -> shelf.filter.bytes()).sum();
    }

    /** Reads what the inner store holds, 16 bytes an identity, and rebuilds filters and indexes. */
    void load() {
        try (KeyValueIterator<Bytes, byte[]> found =
                inner.range(Bytes.wrap(new byte[] {RUN}), Bytes.wrap(new byte[] {RUN + 1}))) {
            while (found.hasNext()) {
                KeyValue<Bytes, byte[]> entry = found.next();
                load(ByteBuffer.wrap(entry.key.get()).getLong(1), ByteBuffer.wrap(entry.value));
            }
        }
    }

    private void load(long number, ByteBuffer header) {
        int count = header.getInt();
        long newestMs = header.getLong();
        Run run = newRun(number, newestMs, count);
        try (KeyValueIterator<Bytes, byte[]> pages =
                inner.range(pageKey(number, 0), pageKey(number, pages(count) - 1))) {
            int page = 0;
            while (pages.hasNext()) {
                ByteBuffer entries = ByteBuffer.wrap(pages.next().value);
                run.firstHigh[page++] = entries.getLong(0);
                while (entries.hasRemaining()) {
                    run.add(entries.getLong(), entries.getLong());
                }
            }
            if (page != run.firstHigh.length) {
                throw new IllegalStateException("run " + number + " has " + page + " pages of " + run.firstHigh.length);
            }
        }
        keep(run);
    }

    /** The low half of the identity with this hash, or null when no run holds it. */
    @Nullable
    Long find(long high, long low) {
        for (Shelf shelf : shelves) {
            long may = shelf.filter.mayHold(high, low);
            while (may != 0) {
                Run run = Objects.requireNonNull(shelf.runs[Long.numberOfTrailingZeros(may)]);
                Long found = findIn(run, high, low);
                if (found != null) {
                    return found;
                }
                may &= may - 1;
            }
        }
        return null;
    }

    private @Nullable Long findIn(Run run, long high, long low) {
        int page = lastPageFrom(run.firstHigh, high);
        while (page >= 0) {
            byte[] entries = inner.get(pageKey(run.number, page));
            if (entries == null) {
                throw new IllegalStateException("page " + page + " of run " + run.number + " is missing");
            }
            Long found = findIn(ByteBuffer.wrap(entries), high, low);
            if (found != null || run.firstHigh[page] != high) {
                return found;
            }
            page--;
        }
        return null;
    }

    /** The last page whose first hash is not above {@code high}, or -1. */
    private static int lastPageFrom(long[] firstHigh, long high) {
        int from = 0;
        int to = firstHigh.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(firstHigh[middle], high) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    private static @Nullable Long findIn(ByteBuffer page, long high, long low) {
        int from = 0;
        int to = page.capacity() / ENTRY_BYTES;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(page.getLong(middle * ENTRY_BYTES), high) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        for (int at = from * ENTRY_BYTES; at < page.capacity() && page.getLong(at) == high; at += ENTRY_BYTES) {
            long foundLow = page.getLong(at + Long.BYTES);
            if (sameHash(foundLow, low)) {
                return foundLow;
            }
        }
        return null;
    }

    /** Writes one run: its pages, then its header. */
    void seal(SortedIdentities sorted, long newestMs) {
        Run run = newRun(nextRun, newestMs, sorted.size());
        List<KeyValue<Bytes, byte[]>> records = new ArrayList<>(run.firstHigh.length + 1);
        for (int page = 0; page < run.firstHigh.length; page++) {
            int first = page * PAGE_IDENTITIES;
            int end = Math.min(run.count, first + PAGE_IDENTITIES);
            ByteBuffer entries = ByteBuffer.allocate((end - first) * ENTRY_BYTES);
            for (int i = first; i < end; i++) {
                entries.putLong(sorted.high(i)).putLong(sorted.low(i));
                run.add(sorted.high(i), sorted.low(i));
            }
            run.firstHigh[page] = sorted.high(first);
            records.add(KeyValue.pair(pageKey(run.number, page), entries.array()));
        }
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES + Long.BYTES);
        header.putInt(run.count).putLong(newestMs);
        records.add(KeyValue.pair(runKey(run.number), header.array()));
        inner.putAll(records);
        keep(run);
    }

    /** Drops one run whose newest identity was appended before {@code beforeMs}, if there is one: a bounded piece of work for each commit. */
    void evictOne(long beforeMs) {
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.newestMs < beforeMs) {
                for (int page = 0; page < run.firstHigh.length; page++) {
                    inner.put(pageKey(run.number, page), null);
                }
                inner.put(runKey(run.number), null);
                run.shelf.filter.freePlace(run.place);
                run.shelf.runs[run.place] = null;
                identities -= run.count;
                runs.remove(i);
                return;
            }
        }
    }

    void release() {
        shelves.forEach(shelf -> shelf.filter.release());
    }

    private Run newRun(long number, long newestMs, int count) {
        return new Run(number, shelfWithRoom(), newestMs, count);
    }

    private Shelf shelfWithRoom() {
        for (Shelf shelf : shelves) {
            if (!shelf.filter.isFull()) {
                return shelf;
            }
        }
        Shelf shelf = new Shelf(new RunFilter(identitiesPerRun, directory));
        shelves.add(shelf);
        return shelf;
    }

    private void keep(Run run) {
        runs.add(run);
        run.shelf.runs[run.place] = run;
        nextRun = Math.max(nextRun, run.number + 1);
        identities += run.count;
    }

    private static int pages(int count) {
        return Math.ceilDiv(count, PAGE_IDENTITIES);
    }

    private static Bytes pageKey(long run, int page) {
        return Bytes.wrap(ByteBuffer.allocate(PAGE_KEY_BYTES)
                .put(PAGE)
                .putLong(run)
                .putInt(page)
                .array());
    }

    private static Bytes runKey(long run) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES).put(RUN).putLong(run).array());
    }
}
