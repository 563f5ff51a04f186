package com.clientmanager.credits.e2e.fuzz;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * Turns valid usage records into others that say the same in a newer schema, or that must be rejected; for runs that
 * have traffic of their own.
 */
public final class HostileRecords {
    private static final long YEAR_10000_MS = 253_402_300_800_000L;

    private final SplittableRandom random;
    private final Schemas registry;
    private final Schemas.Registered schema;
    private final NewerSchemas newer;
    private final List<Spoiler> spoilers = new ArrayList<>();

    /**
     * A record that must be rejected.
     *
     * @param reasons one of which must be the reason
     */
    public record Spoiled(byte[] value, Set<String> reasons) {}

    private record Spoiler(Set<String> reasons, Consumer<Event> change) {}

    /** Registers the newer schemas. */
    public HostileRecords(String registryUrl, long seed) {
        this.random = new SplittableRandom(seed);
        this.registry = new Schemas(registryUrl);
        this.schema = registry.latest(Names.USAGE);
        this.newer = new NewerSchemas(random.split(), registry, schema);
        Set<String> tooLong = Set.of("FIELD_TOO_LONG");
        Set<String> invalid = Set.of("FIELD_INVALID");
        Set<String> malformed = Set.of("FIELD_INVALID", "UNREADABLE");
        spoilers.add(new Spoiler(tooLong, event -> event.user = "u".repeat(9_000)));
        spoilers.add(new Spoiler(tooLong, event -> event.id = "i".repeat(257)));
        spoilers.add(new Spoiler(tooLong, event -> event.source = "/s".repeat(129)));
        spoilers.add(new Spoiler(tooLong, event -> labels(event, 21)));
        spoilers.add(new Spoiler(invalid, event -> event.user = "nul\0"));
        spoilers.add(new Spoiler(invalid, event -> event.id = "a\nb"));
        spoilers.add(new Spoiler(
                malformed, event -> event.user = new Utf8(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})));
        spoilers.add(new Spoiler(malformed, event -> event.source = new Utf8(new byte[] {(byte) 0xc0, (byte) 0x80})));
        spoilers.add(new Spoiler(Set.of("QUANTITY_TOO_LARGE"), event -> event.quantity = Rules.MAX_QUANTITY + 1));
        spoilers.add(
                new Spoiler(Set.of("FIELD_INVALID", "IN_THE_FUTURE"), event -> event.occurredAtMs = YEAR_10000_MS));
        spoilers.add(new Spoiler(Set.of("FIELD_INVALID", "TOO_LATE"), event -> event.occurredAtMs = Long.MIN_VALUE));
    }

    private static void labels(Event event, int count) {
        for (int i = 0; i < count; i++) {
            event.dimensions.put("k-" + i, "v");
        }
    }

    /** The same event, written with one of the newer schemas. */
    public byte[] inNewerSchema(byte[] valid) {
        return newer.bytes(Event.of(read(valid)));
    }

    /**
     * The event, of one unit and of now, with one value that must not be, or within a record that no reader follows.
     */
    public Spoiled spoil(byte[] valid) {
        Event event = Event.of(read(valid));
        event.quantity = 1;
        event.occurredAtMs = Clock.systemUTC().millis();
        if (random.nextInt(20) == 0) {
            return new Spoiled(newer.tooDeep(event), NewerSchemas.TOO_DEEP);
        }
        Spoiler spoiler = spoilers.get(random.nextInt(spoilers.size()));
        spoiler.change().accept(event);
        return new Spoiled(HostileWriter.bytes(schema.id(), event.record(schema.schema())), spoiler.reasons());
    }

    /**
     * What Avro's generic reader makes of a record in wire format.
     *
     * @throws org.apache.avro.AvroRuntimeException when it is none
     */
    public GenericRecord read(byte[] record) {
        return registry.read(record);
    }
}
