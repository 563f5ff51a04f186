package com.clientmanager.credits.e2e.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Keys, values and headers that are no record of any topic. */
final class RawBytes {
    private static final List<String> HEADERS = List.of(
            Names.OLD_TICK_HEADER, "bundle", "", "ce-id", "traceparent", "credits-replay", "rejection", "\uD83D\uDE00");
    private static final int HEADER_BYTES = 5;
    private static final int HUGE_KEY = 500_000;

    private final SplittableRandom random;
    private final List<Integer> foreignIds;

    /** @param foreignIds schema ids that the registry knows; a topic's own is never used for it */
    RawBytes(SplittableRandom random, List<Integer> foreignIds) {
        this.random = random;
        this.foreignIds = List.copyOf(foreignIds);
    }

    /** A value made of a valid one, or of nothing; never itself valid. */
    byte @Nullable [] value(byte[] valid) {
        return switch (random.nextInt(13)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> new byte[] {0};
            case 3 -> noise(1 + random.nextInt(300));
            case 4 -> Arrays.copyOf(valid, 1 + random.nextInt(valid.length - 1));
            case 5 -> Arrays.copyOf(valid, valid.length + 1 + random.nextInt(9));
            case 6 -> withMagic(valid, (byte) (1 + random.nextInt(255)));
            case 7 -> withSchema(valid, random.nextInt());
            case 8 -> withSchema(valid, -random.nextInt(3));
            case 9, 10 -> withSchema(valid, foreignTo(valid));
            case 11 ->
                withSchema(
                        noise(HEADER_BYTES + random.nextInt(200)),
                        ByteBuffer.wrap(valid).getInt(1));
            default -> "{\"action\":\"sms.send\",\"quantity\":3}".getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Mostly {@code likely}, else none, an empty one, noise or a huge one. */
    byte @Nullable [] key(byte[] likely) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> noise(1 + random.nextInt(60));
            case 3 -> random.nextInt(20) == 0 ? noise(HUGE_KEY) : noise(3_000);
            default -> likely;
        };
    }

    /** Often none, else some with or without a meaning to the engine. */
    List<Header> headers() {
        if (random.nextInt(3) > 0) {
            return List.of();
        }
        String name = HEADERS.get(random.nextInt(HEADERS.size()));
        return List.of(new RecordHeader(name, random.nextBoolean() ? null : noise(random.nextInt(40))));
    }

    private int foreignTo(byte[] valid) {
        int own = ByteBuffer.wrap(valid).getInt(1);
        int id = foreignIds.get(random.nextInt(foreignIds.size()));
        return id == own ? 0 : id;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] withMagic(byte[] bytes, byte magic) {
        byte[] changed = bytes.clone();
        changed[0] = magic;
        return changed;
    }

    private static byte[] withSchema(byte[] bytes, int id) {
        byte[] changed = bytes.clone();
        changed[0] = 0;
        ByteBuffer.wrap(changed).putInt(1, id);
        return changed;
    }
}
