package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.load.BulkProducer;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes identities into the changelog of a stopped engine, instead of running it for hours. The layout is that of the
 * engine's sorted runs: {@code 'P' run(8) page(4)} holds up to 256 identities of 16 bytes, {@code 'R' run(8)} count(4)
 * and newest append time(8). The engine's own count after the restore verifies them.
 */
public record SeededIdentities(TopicSet topics, ProgressConsole console) {
    private static final int RUN_SIZE = 262_144;
    private static final int PAGE_SIZE = 256;
    private static final int IDENTITY_BYTES = 16;
    /** Above any run number that the engine assigns. */
    private static final long FIRST_RUN = 1_000_000;

    /** Writes at least {@code count} identities and returns their number. */
    public long write(long count, long newestMs) {
        int partitions = topics.accounts().partitions();
        long runs = Math.ceilDiv(count, (long) RUN_SIZE * partitions);
        SplittableRandom random = new SplittableRandom(count);
        try (BulkProducer sender = new BulkProducer(topics.at().bootstrapServers(), Map.of())) {
            for (long run = 0; run < runs; run++) {
                for (int partition = 0; partition < partitions; partition++) {
                    run(sender, partition, FIRST_RUN + run, random, newestMs);
                }
                console.progress("seeding identities", run, runs);
            }
            sender.flush();
        }
        return runs * partitions * RUN_SIZE;
    }

    private void run(BulkProducer sender, int partition, long number, SplittableRandom random, long newestMs) {
        String topic = topics.changelog("identities");
        long[] hashes = random.longs(RUN_SIZE).toArray();
        // Unsigned order: flip the sign bit, sort, flip it back.
        for (int i = 0; i < RUN_SIZE; i++) {
            hashes[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(hashes);
        for (int page = 0; page < RUN_SIZE / PAGE_SIZE; page++) {
            ByteBuffer entries = ByteBuffer.allocate(PAGE_SIZE * IDENTITY_BYTES);
            for (int i = page * PAGE_SIZE; i < (page + 1) * PAGE_SIZE; i++) {
                entries.putLong(hashes[i] ^ Long.MIN_VALUE).putLong(random.nextLong());
            }
            byte[] key = ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
                    .put((byte) 'P')
                    .putLong(number)
                    .putInt(page)
                    .array();
            sender.send(topic, partition, key, entries.array());
        }
        byte[] key = ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) 'R')
                .putLong(number)
                .array();
        sender.send(
                topic,
                partition,
                key,
                ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                        .putInt(RUN_SIZE)
                        .putLong(newestMs)
                        .array());
    }
}
