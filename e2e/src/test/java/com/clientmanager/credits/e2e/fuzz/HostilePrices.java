package com.clientmanager.credits.e2e.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Forged prices, for actions without legitimate usage. */
final class HostilePrices {
    static final String ACTION = "hostile.action.";
    static final int ACTIONS = 9;

    private static final long[] PRICES = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE, 1_000_000_000_000_000L};
    private static final long[] TIMES = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 253_402_300_800_000L};

    private static final int ACTION_LIMIT = 128;

    private final SplittableRandom random;
    private final Schemas.Registered schema;

    HostilePrices(SplittableRandom random, Schemas.Registered schema) {
        this.random = random;
        this.schema = schema;
    }

    Shot shot() {
        String action = ACTION + random.nextInt(ACTIONS);
        CharSequence said = random.nextInt(6) == 0 ? HostileText.of(random, ACTION_LIMIT) : action;
        byte[] key = random.nextInt(8) == 0 ? Shot.key(ACTION + random.nextInt(ACTIONS)) : Shot.key(said);
        Schema version = schema.schema().getField("versions").schema().getElementType();
        List<GenericRecord> versions = new ArrayList<>();
        for (int count = count(); count > 0; count--) {
            versions.add(version(version));
        }
        GenericRecord prices = new GenericData.Record(schema.schema());
        prices.put("action", said);
        prices.put("unit", random.nextInt(6) == 0 ? HostileText.of(random, 64) : "unit");
        prices.put("versions", versions);
        return Shot.of(
                "prices: hostile",
                Names.PRICES,
                random.nextInt(12) == 0 ? null : key,
                HostileWriter.bytes(schema.id(), prices),
                new Expected.Unanswered());
    }

    /** Whether some record of this kind may have given {@code action} a price that the engine accepts. */
    static boolean mayHold(String action) {
        return action.startsWith(ACTION) || HostileText.isWithin(action, ACTION_LIMIT);
    }

    private int count() {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 5_000;
            default -> random.nextInt(1, 4);
        };
    }

    private GenericRecord version(Schema type) {
        GenericRecord version = new GenericData.Record(type);
        version.put("version", random.nextInt(8) == 0 ? HostileText.of(random, 128) : "v" + random.nextInt(5));
        version.put("effectiveFrom", random.nextInt(3) == 0 ? TIMES[random.nextInt(TIMES.length)] : 0L);
        version.put("knownFrom", random.nextInt(3) == 0 ? TIMES[random.nextInt(TIMES.length)] : 0L);
        version.put("plan", random.nextInt(4) == 0 ? HostileText.of(random, 64) : null);
        version.put("unitPriceMicros", PRICES[random.nextInt(PRICES.length)]);
        return version;
    }
}
