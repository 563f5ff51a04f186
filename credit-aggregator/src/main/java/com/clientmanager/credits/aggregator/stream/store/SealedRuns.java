package com.clientmanager.credits.aggregator.stream.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The identities that have left the heap: sorted runs, written once as pages of up to 256 identities (4 KiB) and
 * never changed, found through {@link RunFilter}s and a sparse index of each page's first hash (8 bytes for 256
 * identities), dropped whole when their newest identity is too old.
 *
 * <p>The header of a run holds its count and newest append time, and is written after the run's pages; {@link
 * IdentityKeys} has the keys.
 */
final class SealedRuns {
    private static final int PAGE_IDENTITIES = 256;

    private final KeyValueStore<Bytes, byte[]> inner;
    private final int identitiesPerRun;
    private final Path directory;
    private final List<Shelf> shelves = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long nextRun;
    private long identities;

    /**
     * A run as the inner store tells of it: no two runs of a store have all three alike, also where a number was used
     * again.
     */
    private record Header(long number, int count, long newestMs) {
        static Header of(KeyValue<Bytes, byte[]> entry) {
            ByteBuffer value = ByteBuffer.wrap(entry.value);
            return new Header(IdentityKeys.runOf(entry.key), value.getInt(), value.getLong());
        }

        int pages() {
            return Math.ceilDiv(count, PAGE_IDENTITIES);
        }
    }

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
        final Header header;
        final Shelf shelf;
        final int place;
        final long[] firstHigh;

        Run(Header header, Shelf shelf) {
            this.header = header;
            this.shelf = shelf;
            this.place = shelf.filter.takePlace();
            this.firstHigh = new long[header.pages()];
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

    long identities() {
        return identities;
    }

    long filterBytes() {
        return shelves.stream().mapToLong(shelf -> shelf.filter.bytes()).sum();
    }

    /**
     * Becomes what the inner store holds: forgets runs that are not there, keeps those it knows and reads the others,
     * 16 bytes an identity.
     */
    void load() {
        for (Header header : missing()) {
            if (!read(header)) {
                throw new IllegalStateException("not all pages are there of " + header);
            }
        }
    }

    /**
     * Comes nearer by one run to what the inner store holds while somebody else writes to it; false when there was none
     * to read.
     */
    boolean readOneMore() {
        // A run whose pages are not all there is on its way out.
        return missing().stream().anyMatch(this::read);
    }

    /** The stored runs that are not known here; what is known here and not stored is dropped. */
    private List<Header> missing() {
        Set<Header> stored = new LinkedHashSet<>();
        try (KeyValueIterator<Bytes, byte[]> found = IdentityKeys.runs(inner)) {
            found.forEachRemaining(entry -> stored.add(Header.of(entry)));
        }
        for (Run run : List.copyOf(runs)) {
            if (!stored.remove(run.header)) {
                drop(run);
            }
        }
        return List.copyOf(stored);
    }

    /** Reads a run; false, and nothing has changed, when not all of its pages are there. */
    private boolean read(Header header) {
        Run run = new Run(header, shelfWithRoom());
        boolean isWhole = false;
        try {
            isWhole = readPages(run);
            return isWhole;
        } finally {
            if (isWhole) {
                keep(run);
            } else {
                run.shelf.filter.freePlace(run.place);
            }
        }
    }

    private boolean readPages(Run run) {
        long number = run.header.number;
        int page = 0;
        try (KeyValueIterator<Bytes, byte[]> pages =
                inner.range(IdentityKeys.page(number, 0), IdentityKeys.page(number, run.firstHigh.length - 1))) {
            while (pages.hasNext()) {
                ByteBuffer entries = ByteBuffer.wrap(pages.next().value);
                run.firstHigh[page++] = entries.getLong(0);
                while (entries.hasRemaining()) {
                    run.add(entries.getLong(), entries.getLong());
                }
            }
        }
        return page == run.firstHigh.length;
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
        int page = SealedPage.lastFrom(run.firstHigh, high);
        while (page >= 0) {
            byte[] entries = inner.get(IdentityKeys.page(run.header.number, page));
            if (entries == null) {
                throw new IllegalStateException("page " + page + " of run " + run.header.number + " is missing");
            }
            Long found = SealedPage.find(ByteBuffer.wrap(entries), high, low);
            if (found != null || run.firstHigh[page] != high) {
                return found;
            }
            page--;
        }
        return null;
    }

    /** Writes one run: its pages, then its header. */
    void seal(SortedIdentities sorted, long newestMs) {
        Run run = new Run(new Header(nextRun, sorted.size(), newestMs), shelfWithRoom());
        List<KeyValue<Bytes, byte[]>> records = new ArrayList<>(run.firstHigh.length + 1);
        for (int page = 0; page < run.firstHigh.length; page++) {
            int first = page * PAGE_IDENTITIES;
            int end = Math.min(sorted.size(), first + PAGE_IDENTITIES);
            ByteBuffer entries = ByteBuffer.allocate((end - first) * SealedPage.ENTRY_BYTES);
            for (int i = first; i < end; i++) {
                entries.putLong(sorted.high(i)).putLong(sorted.low(i));
                run.add(sorted.high(i), sorted.low(i));
            }
            run.firstHigh[page] = sorted.high(first);
            records.add(KeyValue.pair(IdentityKeys.page(nextRun, page), entries.array()));
        }
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES + Long.BYTES);
        header.putInt(sorted.size()).putLong(newestMs);
        records.add(KeyValue.pair(IdentityKeys.run(nextRun), header.array()));
        inner.putAll(records);
        keep(run);
    }

    /**
     * Drops one run whose newest identity was appended before {@code beforeMs}, if there is one: a bounded piece of
     * work for each commit.
     */
    void evictOne(long beforeMs) {
        for (Run run : runs) {
            if (run.header.newestMs < beforeMs) {
                for (int page = 0; page < run.firstHigh.length; page++) {
                    inner.put(IdentityKeys.page(run.header.number, page), null);
                }
                inner.put(IdentityKeys.run(run.header.number), null);
                drop(run);
                return;
            }
        }
    }

    private void drop(Run run) {
        run.shelf.filter.freePlace(run.place);
        run.shelf.runs[run.place] = null;
        identities -= run.header.count;
        runs.remove(run);
    }

    void release() {
        shelves.forEach(shelf -> shelf.filter.release());
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
        nextRun = Math.max(nextRun, run.header.number + 1);
        identities += run.header.count;
    }
}
