package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Charges and renewals as their ledger entries arrive. The counts may be read at any time, everything else after the
 * {@link LedgerTail} has finished.
 */
public final class LedgerArrivals implements LedgerTail.Listener {
    private final Instant boundary;
    private final RoundTripTimes roundTrips;
    private final ArrivalGaps gaps;
    private final AtomicLong charges = new AtomicLong();
    private final AtomicLong renewals = new AtomicLong();
    private long firstRenewal;
    private long lastRenewal;

    /** A renewal is an allowance granted at {@code boundary}. */
    public LedgerArrivals(int partitions, Instant boundary, RoundTripTimes roundTrips) {
        this.boundary = boundary;
        this.roundTrips = roundTrips;
        this.gaps = new ArrivalGaps(partitions);
    }

    @Override
    public void arrived(int partition, LedgerEntryPosted entry, long nanos) {
        if (entry.getType().equals("CHARGE")) {
            roundTrips.arrived((int) UsageLoad.number(entry.getEventId()), nanos);
            gaps.arrived(partition, nanos);
            charges.incrementAndGet();
        } else if (entry.getType().equals("GRANT") && entry.getOccurredAt().equals(boundary)) {
            firstRenewal = renewals.get() == 0 ? nanos : firstRenewal;
            lastRenewal = nanos;
            renewals.incrementAndGet();
        }
    }

    public long charges() {
        return charges.get();
    }

    public long renewals() {
        return renewals.get();
    }

    /** Arrival of the first renewal, System.nanoTime(). */
    public long firstRenewal() {
        return firstRenewal;
    }

    /** Arrival of the last renewal, System.nanoTime(). */
    public long lastRenewal() {
        return lastRenewal;
    }

    /** Gaps between the charges of a partition. */
    public ArrivalGaps gaps() {
        return gaps;
    }
}
