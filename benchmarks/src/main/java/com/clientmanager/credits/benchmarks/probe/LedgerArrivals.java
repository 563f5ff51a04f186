package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads committed ledger lines as they come: charges, and the allowances that are granted at one boundary. */
final class Returns implements Runnable {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int AT_ONCE = 5_000;

    private final Arena arena;
    private final AvroWire<LedgerEntryPosted> wire;
    private final Instant boundary;
    private final Crossing crossing;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final AtomicLong charges = new AtomicLong();
    private final AtomicLong renewals = new AtomicLong();
    private final Gaps gaps;
    private long firstRenewal;
    private long lastRenewal;
    private volatile boolean ended;

    Returns(Arena arena, AvroWire<LedgerEntryPosted> wire, Instant boundary, Crossing crossing) {
        this.arena = arena;
        this.wire = wire;
        this.boundary = boundary;
        this.crossing = crossing;
        this.gaps = new Gaps(arena.accounts().partitions());
    }

    void awaitListening() throws InterruptedException {
        listening.await();
    }

    @Override
    public void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = LedgerTail.open(arena, AT_ONCE)) {
            listening.countDown();
            while (!ended) {
                consumer.poll(POLL)
                        .forEach(line -> note(line.partition(), wire.decode(line.value()), System.nanoTime()));
            }
        }
    }

    private void note(int partition, LedgerEntryPosted line, long nanos) {
        if (line.getType().equals("CHARGE")) {
            crossing.came(Latency.number(line), nanos);
            gaps.arrived(partition, nanos);
            charges.incrementAndGet();
        } else if (line.getType().equals("GRANT") && line.getOccurredAt().equals(boundary)) {
            firstRenewal = renewals.get() == 0 ? nanos : firstRenewal;
            lastRenewal = nanos;
            renewals.incrementAndGet();
        }
    }

    long charges() {
        return charges.get();
    }

    long renewals() {
        return renewals.get();
    }

    /** Once it has ended: when the first renewal came, in System.nanoTime. */
    long firstRenewal() {
        return firstRenewal;
    }

    /** Once it has ended: when the last renewal came, in System.nanoTime. */
    long lastRenewal() {
        return lastRenewal;
    }

    /** Once it has ended: the pauses between the charges of a partition. */
    Gaps gaps() {
        return gaps;
    }

    void end() {
        ended = true;
    }
}
