package com.clientmanager.credits.e2e.fuzz;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Valid Avro of the topic's own schema with values at and beyond every limit, for well-behaved and for unknown
 * accounts.
 */
final class HostileUsage {
    static final String SOURCE = "/fuzz/hostile";

    private static final long DAY_MS = 86_400_000L;
    private static final long[] TIMES = {
        Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, 253_402_300_799_999L, 253_402_300_800_000L, -62_135_596_800_000L
    };
    private static final long[] QUANTITIES = {
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0,
        -1,
        1,
        Rules.MAX_QUANTITY,
        Rules.MAX_QUANTITY + 1,
        250_000_000L,
        250_000_001L,
        1L << 31
    };

    private final SplittableRandom random;
    private final Accounts accounts;
    private final GoodTraffic good;
    private final Schemas.Registered schema;
    private long number;

    HostileUsage(SplittableRandom random, Accounts accounts, GoodTraffic good, Schemas.Registered schema) {
        this.random = random;
        this.accounts = accounts;
        this.good = good;
        this.schema = schema;
    }

    /** An event of a well-behaved account, under an identity of its own. */
    Event event() {
        Event event = good.event();
        event.source = SOURCE;
        event.id = "h-" + ++number;
        return event;
    }

    Shot values() {
        Event event = event();
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            change(event);
        }
        return shot("usage: hostile values", event, Set.of());
    }

    private void change(Event event) {
        switch (random.nextInt(10)) {
            case 0 -> event.source = HostileText.of(random, 256);
            case 1 -> event.id = HostileText.of(random, 256);
            case 2 -> event.account = HostileText.of(random, 128);
            case 3 -> event.action = HostileText.of(random, 128);
            case 4 -> event.quantity = QUANTITIES[random.nextInt(QUANTITIES.length)];
            case 5 -> event.user = HostileText.of(random, 128);
            case 6 -> event.dimensions.put(HostileText.of(random, 64), "v");
            case 7 -> event.dimensions.put("d", HostileText.of(random, 256));
            case 8 -> many(event);
            default -> event.occurredAtMs = time();
        }
    }

    private void many(Event event) {
        int count = switch (random.nextInt(4)) {
            case 0 -> 20 - event.dimensions.size();
            case 1 -> 21;
            case 2 -> 500;
            default -> 5_000;
        };
        for (int i = 0; i < count; i++) {
            event.dimensions.put("k-" + i, "v");
        }
    }

    /** At the end of the lateness window or of the future, give or take a few milliseconds; or an extreme. */
    private long time() {
        long now = Clock.systemUTC().millis();
        return switch (random.nextInt(4)) {
            case 0 -> now - 35 * DAY_MS + random.nextInt(-200, 200);
            case 1 -> now + 300_000 + random.nextInt(-200, 200);
            case 2 -> now - random.nextLong(60 * DAY_MS);
            default -> TIMES[random.nextInt(TIMES.length)];
        };
    }

    /** A key that is not the account, or a partition that is not the key's. */
    Shot misplaced() {
        Event event = event();
        return switch (random.nextInt(4)) {
            case 0 -> keyed(event, null);
            case 1 -> keyed(event, new byte[0]);
            case 2 -> keyed(event, Shot.key("other-" + random.nextInt(9)));
            default -> {
                int right = Accounts.partitionOf(event.account.toString());
                int wrong = (right + 1 + random.nextInt(FuzzPlan.PARTITIONS - 1)) % FuzzPlan.PARTITIONS;
                yield shot("usage: misplaced", event, Set.of("UNKNOWN_ACCOUNT", "KEY_MISMATCH", "WRONG_PARTITION"))
                        .on(wrong);
            }
        };
    }

    private Shot keyed(Event event, byte @org.jspecify.annotations.Nullable [] key) {
        Expected expected = Expected.Usage.of(event, Set.of("KEY_MISMATCH", "FIELD_INVALID"), Set.of());
        return Shot.of("usage: misplaced", Names.USAGE, key, bytes(event), expected);
    }

    /** Megabytes of one letter, which the producer compresses to a few kilobytes. */
    Shot bomb() {
        Event event = event();
        int letters = 5_000_000 + random.nextInt(100);
        if (random.nextBoolean()) {
            event.user = "A".repeat(letters);
        } else {
            event.dimensions = new LinkedHashMap<>();
            event.dimensions.put("d", "A".repeat(letters));
        }
        return shot("usage: compressed 5 MB", event, Set.of()).inCompressedBatch();
    }

    Shot shot(String kind, Event event, Set<String> alsoRejectedFor) {
        byte[] value = bytes(event);
        Set<String> must = new TreeSet<>(Rules.reasons(event, accounts.goodOnes()));
        must.addAll(alsoRejectedFor);
        boolean fine = must.isEmpty();
        Set<String> all = Rules.withSize(must, value.length);
        Expected expected = Expected.Usage.of(event, fine ? Set.of() : all, fine ? all : Set.of());
        return Shot.of(kind, Names.USAGE, keyOf(event), value, expected);
    }

    private static byte[] keyOf(Event event) {
        return event.account instanceof org.apache.avro.util.Utf8 raw
                ? java.util.Arrays.copyOf(raw.getBytes(), raw.getByteLength())
                : Shot.key(event.account);
    }

    private byte[] bytes(Event event) {
        return HostileWriter.bytes(schema.id(), event.record(schema.schema()));
    }
}
