package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.NewerSchemas.Kind;
import com.sun.management.ThreadMXBean;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What this decoder reads is what Avro's {@code BinaryDecoder} reads, for each type at each place of each topic's
 * schema; and what is damaged is malformed or read alike. More of it: {@code -Dcredits.decoder.rounds=100
 * -Dcredits.decoder.seed=7}.
 */
class DecoderEquivalenceTest {
    private static final int ROUNDS = Integer.getInteger("credits.decoder.rounds", 1);
    private static final long SEED = Long.getLong("credits.decoder.seed", 20_260_701L);
    private static final int DAMAGES = 6;
    /** A block of a collection is read into memory for as many items as it says, which the record bounds. */
    private static final long MAX_BYTES = 4 << 20;

    private static final EncoderFactory SMALL_BLOCKS = new EncoderFactory().configureBlockSize(64);
    private static final SpecificData SPECIFIC = new SpecificData();
    private static final GenericData GENERIC = new GenericData();

    static {
        SPECIFIC.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        SPECIFIC.setFastReaderEnabled(false);
        GENERIC.setFastReaderEnabled(false);
    }

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();

    static Stream<Arguments> cases() {
        return Stream.of(Topic.values())
                .flatMap(topic -> Stream.of(Kind.values()).map(kind -> Arguments.of(topic, kind, SEED)));
    }

    @ParameterizedTest(name = "{1} in {0}, seed {2}")
    @MethodSource("cases")
    void a_type_added_at_any_place_is_read_as_avro_reads_it(Topic topic, Kind kind, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed + 31L * topic.ordinal() + kind.ordinal());
        RegistryAvroCodec<SpecificRecord> wire = RegistryAvroCodec.of(registry, topic, "");
        Schema ours = topic.schema();
        for (int round = 0; round < ROUNDS; round++) {
            for (Schema record : NewerSchemas.recordsIn(ours)) {
                for (int place = 0; place <= record.getFields().size(); place++) {
                    Schema newer = NewerSchemas.with(kind, ours, record, place);
                    check(wire, topic, newer, random);
                    checkReader(newer, newer, random);
                    checkReader(ours, newer, random);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("topics")
    void a_field_removed_at_any_place_is_read_as_avro_reads_it(Topic topic, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed + topic.ordinal());
        RegistryAvroCodec<SpecificRecord> wire = RegistryAvroCodec.of(registry, topic, "");
        Schema ours = topic.schema();
        for (int round = 0; round < 10 * ROUNDS; round++) {
            for (Schema record : NewerSchemas.recordsIn(ours)) {
                for (Schema.Field field : record.getFields()) {
                    Schema older = NewerSchemas.without(ours, record, field.pos());
                    check(wire, topic, older, random);
                    checkReader(ours, older, random);
                }
            }
        }
    }

    static Stream<Arguments> topics() {
        return Stream.of(Topic.values()).map(topic -> Arguments.of(topic, SEED));
    }

    private void check(RegistryAvroCodec<SpecificRecord> wire, Topic topic, Schema written, SplittableRandom random)
            throws Exception {
        int id = registry.register(topic.subject(""), new AvroSchema(written));
        Object record = NewerSchemas.value(written, random, 0);
        for (boolean inBlocks : new boolean[] {false, true}) {
            byte[] bytes = encoded(written, record, id, inBlocks);
            checkWhole(wire, topic, written, bytes);
            for (int i = 0; i < DAMAGES; i++) {
                checkDamaged(wire, topic, written, damaged(bytes, random));
            }
        }
    }

    /** With generic records, which also read the types that no topic has. */
    private static void checkReader(Schema written, Schema read, SplittableRandom random) throws IOException {
        Object record = NewerSchemas.value(written, random, 0);
        byte[] bytes = encoded(written, record, 1, random.nextBoolean());
        BoundedDecoder bounded = new BoundedDecoder();
        bounded.read(bytes, RegistryAvroCodec.HEADER_BYTES);
        String found = outcome(written, read, bounded);
        assertThat(found).isEqualTo(outcome(written, read, avros(bytes)));
        assertThat(found.startsWith("not read") || bounded.isEnd()).isTrue();
    }

    private static String outcome(Schema written, Schema reader, Decoder decoder) throws IOException {
        try {
            return new GenericDatumReader<>(written, reader, GENERIC)
                    .read(null, decoder)
                    .toString();
        } catch (AvroTypeException e) {
            return "not read: " + e.getMessage();
        }
    }

    private static void checkWhole(RegistryAvroCodec<SpecificRecord> wire, Topic topic, Schema written, byte[] bytes) {
        assertThat(plain(orNull(wire, bytes))).isEqualTo(plain(byAvro(topic, written, bytes)));
    }

    private static void checkDamaged(
            RegistryAvroCodec<SpecificRecord> wire, Topic topic, Schema written, byte[] bytes) {
        long before = allocated();
        SpecificRecord ours = orNull(wire, bytes);
        assertThat(allocated() - before).isLessThan(MAX_BYTES);
        if (ours != null) {
            assertThat(plain(ours)).isEqualTo(plain(byAvro(topic, written, bytes)));
        }
    }

    /** Null when the schemas cannot be brought together, as when a field without a default was removed. */
    private static @Nullable SpecificRecord byAvro(Topic topic, Schema written, byte[] bytes) {
        try {
            return new SpecificDatumReader<SpecificRecord>(written, topic.readerSchema(), SPECIFIC)
                    .read(null, avros(bytes));
        } catch (AvroTypeException e) {
            return null;
        } catch (IOException | RuntimeException e) {
            throw new AssertionError("Avro does not read what our decoder does", e);
        }
    }

    private static @Nullable SpecificRecord orNull(RegistryAvroCodec<SpecificRecord> wire, byte[] bytes) {
        try {
            return wire.decode(bytes);
        } catch (MalformedRecordException malformed) {
            return null;
        }
    }

    /** Made of lists and maps, since Avro cannot compare a list of records with optional times. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SpecificRecord record ->
                record.getSchema().getFields().stream()
                        .map(field -> plain(record.get(field.pos())))
                        .toList();
            case List<?> list ->
                list.stream().map(DecoderEquivalenceTest::plain).toList();
            default -> value;
        };
    }

    private static Decoder avros(byte[] bytes) {
        return DecoderFactory.get()
                .binaryDecoder(
                        bytes, RegistryAvroCodec.HEADER_BYTES, bytes.length - RegistryAvroCodec.HEADER_BYTES, null);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] encoded(Schema schema, Object record, int id, boolean inBlocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(RegistryAvroCodec.HEADER_BYTES)
                .putInt(1, id)
                .array());
        BinaryEncoder encoder =
                inBlocks ? SMALL_BLOCKS.blockingBinaryEncoder(out, null) : SMALL_BLOCKS.binaryEncoder(out, null);
        new GenericDatumWriter<>(schema, GENERIC).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Cut off, changed, or with a length put in that no record has. */
    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        int at = random.nextInt(RegistryAvroCodec.HEADER_BYTES, whole.length + 1);
        byte[] bytes = whole.clone();
        switch (random.nextInt(3)) {
            case 0 -> bytes = Arrays.copyOf(whole, at);
            case 1 -> {
                for (int i = random.nextInt(3); i >= 0 && bytes.length > RegistryAvroCodec.HEADER_BYTES; i--) {
                    bytes[random.nextInt(RegistryAvroCodec.HEADER_BYTES, bytes.length)] = (byte) random.nextInt(256);
                }
            }
            default -> {
                byte[] length = varint(random.nextLong() >> random.nextInt(64));
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length, at + length.length));
                System.arraycopy(length, 0, bytes, at, length.length);
            }
        }
        return bytes;
    }

    static byte[] varint(long value) {
        ByteBuffer out = ByteBuffer.allocate(10);
        long rest = (value << 1) ^ (value >> 63);
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.put((byte) (rest & 0x7f | 0x80));
        }
        out.put((byte) rest);
        return Arrays.copyOf(out.array(), out.position());
    }
}
