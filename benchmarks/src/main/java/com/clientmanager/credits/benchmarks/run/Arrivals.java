package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Reads committed ledger lines as they come, and compares with when their events were sent. Counts all and times every eighth of a partition: reading all of
 * them for their event would take a third of a core away from what is measured.
 */
final class Arrivals {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int AT_ONCE = 5_000;
    private static final int TIMED_OF = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The first half warms up and is not timed: the compiler goes on for half a minute after a drain, whose paths are others. */
    private static final int WARM_UP_PARTS = 2;

    private final Arena arena;
    private final AvroWire<LedgerEntryPosted> wire;
    private final CountDownLatch listening = new CountDownLatch(1);

    Arrivals(Arena arena, AvroWire<LedgerEntryPosted> wire) {
        this.arena = arena;
        this.wire = wire;
    }

    void awaitListening() throws InterruptedException {
        listening.await();
    }

    /** Returns when {@code charges} lines have come, or none for a minute: then the caller sees too few. */
    Latencies time(AtomicLongArray sentNanos, long charges) {
        Latencies latencies = new Latencies();
        try (KafkaConsumer<byte[], byte[]> consumer = LedgerTail.open(arena, AT_ONCE)) {
            listening.countDown();
            long seen = 0;
            long lastSeen = System.nanoTime();
            while (seen < charges && System.nanoTime() - lastSeen < PATIENCE.toNanos()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> line : polled) {
                    if (line.offset() % TIMED_OF == 0) {
                        time(wire.decode(line.value()), now, sentNanos, latencies);
                    }
                }
                seen += polled.count();
                lastSeen = polled.isEmpty() ? lastSeen : now;
            }
            if (seen < charges) {
                throw new IllegalStateException("%,d of %,d lines came".formatted(seen, charges));
            }
        }
        return latencies;
    }

    private static void time(LedgerEntryPosted line, long now, AtomicLongArray sentNanos, Latencies latencies) {
        if (!line.getType().equals("CHARGE")) {
            return;
        }
        int number = Latency.number(line);
        if (number > sentNanos.length() / WARM_UP_PARTS) {
            latencies.add(now - sentNanos.get(number));
        }
    }
}
