package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores what failed as one batch partition by partition, and halves a partition's records until the first that
 * cannot be stored stands alone:
 * everything before it is committed, other partitions are stored to their end.
 */
final class IsolateFailure {
    private static final Logger LOG = Logger.getLogger(IsolateFailure.class);
    /** A record that fails alone is tried again: what failed may have been a collision with another transaction. */
    private static final int ATTEMPTS = 3;

    private final BatchWriter writer;
    private final Predicate<Polled> skipped;

    IsolateFailure(BatchWriter writer, Predicate<Polled> skipped) {
        this.writer = writer;
        this.skipped = skipped;
    }

    /** A record at which its partition stops. */
    record Failed(Polled record, String reason, Throwable cause) {}

    /**
     * Stores all that can be stored; an outage is thrown on.
     *
     * @param stored where the offsets stand; kept up to date
     * @param ends where they would stand after all records
     * @return at most one for each partition
     */
    List<Failed> store(List<Polled> records, Map<Place, Long> stored, Map<Place, Long> ends) {
        List<Failed> failed = new ArrayList<>();
        // Entries before balances before rejections, as within one batch.
        List<Place> places = ends.keySet().stream()
                .sorted(Comparator.comparing(Place::topic).thenComparing(Place::partition))
                .toList();
        for (Place place : places) {
            List<Polled> own =
                    records.stream().filter(each -> each.place().equals(place)).toList();
            Failed found = store(place, own, stored, ends.getOrDefault(place, 0L));
            if (found != null) {
                failed.add(found);
            }
        }
        return failed;
    }

    private @Nullable Failed store(Place place, List<Polled> records, Map<Place, Long> stored, long end) {
        if (records.size() == 1) {
            return storeOne(place, records.getFirst(), stored, end);
        }
        try {
            write(place, records, stored, end);
            return null;
        } catch (RuntimeException | StackOverflowError e) {
            if (records.isEmpty() || Outage.is(e)) {
                throw e;
            }
        }
        int half = records.size() / 2;
        Failed found = store(
                place, records.subList(0, half), stored, records.get(half - 1).offset() + 1);
        return found == null ? store(place, records.subList(half, records.size()), stored, end) : found;
    }

    private @Nullable Failed storeOne(Place place, Polled record, Map<Place, Long> stored, long end) {
        if (skipped.test(record)) {
            LOG.warnf("%s is left out, as an operator decided before (projection_skip)", record.name());
            write(place, List.of(), stored, end);
            return null;
        }
        Failed failed = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                write(place, List.of(record), stored, end);
                return null;
            } catch (RuntimeException | StackOverflowError e) {
                if (Outage.is(e)) {
                    throw e;
                }
                failed = new Failed(record, Outage.reason(e), e);
            }
        }
        return failed;
    }

    private void write(Place place, List<Polled> records, Map<Place, Long> stored, long end) {
        writer.write(stored, Map.of(place, end), records);
        stored.put(place, end);
    }
}
