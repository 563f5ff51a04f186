package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.side.Sender;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes identities into the changelog of a stopped engine, so that hours of them need not be lived through. They are sorted runs exactly as
 * the engine's {@code SealedRuns} writes and restores them: {@code 'P' run(8) page(4)} holds up to 256 identities of 16 bytes, {@code 'R' run(8)}
 * count(4) and newest append time(8). That the engine has them is checked by its own count after the restore.
 */
record SeededIdentities(Arena arena, Board board) {
    private static final int RUN = 262_144;
    private static final int PAGE = 256;
    private static final int ENTRY_BYTES = 16;
    /** Beyond any run that the engine has numbered itself. */
    private static final long FIRST_RUN = 1_000_000;

    /** Writes at least {@code count}, and says how many. */
    long write(long count, long newestMs) {
        int partitions = arena.accounts().partitions();
        long runs = Math.ceilDiv(count, (long) RUN * partitions);
        SplittableRandom random = new SplittableRandom(count);
        try (Sender sender = new Sender(arena.at().bootstrapServers(), Map.of())) {
            for (long run = 0; run < runs; run++) {
                for (int partition = 0; partition < partitions; partition++) {
                    run(sender, partition, FIRST_RUN + run, random, newestMs);
                }
                board.show("seeding identities", run, runs);
            }
            sender.flush();
        }
        return runs * partitions * RUN;
    }

    private void run(Sender sender, int partition, long number, SplittableRandom random, long newestMs) {
        String topic = Aggregator.changelog(arena, "identities");
        long[] hashes = random.longs(RUN).toArray();
        // Unsigned order: flip the sign bit, sort, flip it back.
        for (int i = 0; i < RUN; i++) {
            hashes[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(hashes);
        for (int page = 0; page < RUN / PAGE; page++) {
            ByteBuffer entries = ByteBuffer.allocate(PAGE * ENTRY_BYTES);
            for (int i = page * PAGE; i < (page + 1) * PAGE; i++) {
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
                        .putInt(RUN)
                        .putLong(newestMs)
                        .array());
    }
}
