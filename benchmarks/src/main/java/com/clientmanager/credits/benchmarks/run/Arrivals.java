package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads committed ledger lines as they come, and compares with when their events were sent. */
final class Arrivals {
    private static final Duration POLL = Duration.ofMillis(20);
    /** Kafka's own default. */
    private static final int AT_ONCE = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The first third warms up and is not timed. */
    private static final int WARM_UP_PARTS = 3;

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
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                    LedgerEntryPosted line = wire.decode(read.value());
                    lastSeen = System.nanoTime();
                    if (line.getType().equals("CHARGE")) {
                        seen++;
                        int number = Latency.number(line);
                        if (number > sentNanos.length() / WARM_UP_PARTS) {
                            latencies.add(lastSeen - sentNanos.get(number));
                        }
                    }
                }
            }
            if (seen < charges) {
                throw new IllegalStateException("%,d of %,d lines came".formatted(seen, charges));
            }
        }
        return latencies;
    }
}
