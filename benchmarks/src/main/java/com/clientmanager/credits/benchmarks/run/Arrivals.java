package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Reads committed ledger lines of a quarter of the partitions as they come, and compares with when their events were sent. Reading all of them would take a
 * third of a core away from what is measured; that every line came is seen in the ledger afterwards.
 */
final class Arrivals {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int AT_ONCE = 5_000;
    private static final int PARTITIONS_PART = 4;

    private final Arena arena;
    private final RegistryAvroCodec<LedgerEntryPosted> wire;
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile boolean ended;

    Arrivals(Arena arena, RegistryAvroCodec<LedgerEntryPosted> wire) {
        this.arena = arena;
        this.wire = wire;
    }

    void awaitListening() throws InterruptedException {
        listening.await();
    }

    /**
     * Returns when nothing has come for a while after {@link #end}.
     *
     * @param sentNanos when each event was sent, by its number
     * @param eachRound events of a round
     * @param warmUp rounds that are not timed, before those that are
     */
    LatencyRounds time(AtomicLongArray sentNanos, long eachRound, int warmUp) {
        int rounds = Math.toIntExact(sentNanos.length() / eachRound) - warmUp;
        LatencyRounds times = new LatencyRounds(rounds);
        try (KafkaConsumer<byte[], byte[]> consumer =
                LedgerTail.open(arena, arena.accounts().partitions() / PARTITIONS_PART, AT_ONCE)) {
            listening.countDown();
            long lastSeen = System.nanoTime();
            while (!ended || System.nanoTime() - lastSeen < QUIET.toNanos()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    LedgerEntryPosted line = wire.decode(record.value());
                    if (line.getType().equals("CHARGE")) {
                        int number = Latency.number(line);
                        int round = (int) (number / eachRound) - warmUp;
                        if (round >= 0) {
                            times.add(round, now - sentNanos.get(number));
                        }
                    }
                }
                lastSeen = polled.isEmpty() ? lastSeen : now;
            }
        }
        return times;
    }

    /** All events are sent and their lines committed. */
    void end() {
        ended = true;
    }
}
