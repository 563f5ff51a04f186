package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by hand is what Avro reads, dimensions apart, and both call the same bytes malformed. */
class UsageReaderTest {
    private static final String[] TEXTS = {"", "/crm/sms", "acct-✓", "sms.send", "0123456789abcdef".repeat(20), "\0"};
    private static final long[] LONGS = {0, 1, -1, 63, 64, 8_191, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};

    private final SchemaRegistryClient registry = TopologyKit.deployed();
    private final RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, "");
    private final UsageReader reader = new UsageReader(new PatientReader<>(wire, Duration.ofSeconds(1), id -> false));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whole_and_damaged_events_are_read_as_avro_reads_them(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = wire.encode(event(random));
            check(bytes);
            check(damaged(bytes, random));
        }
    }

    @Test
    void every_beginning_of_an_event_is_read_as_avro_reads_it() {
        byte[] bytes = wire.encode(event(new SplittableRandom(7)));
        for (int length = 0; length <= bytes.length; length++) {
            check(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void our_own_version_is_read_by_hand_and_another_one_by_avro() throws Exception {
        UsageRecorded event = event(new SplittableRandom(3));
        event.setDimensions(Map.of("campaign", "spring"));
        byte[] bytes = wire.encode(event);
        assertThat(reader.read(bytes).getDimensions()).isEmpty();
        assertThat(reader.read(bytes).getHoldId()).isEqualTo(event.getHoldId());

        Schema other = new Schema.Parser()
                .parse(Topic.USAGE_RECORDED.schema().toString().replace("One fact on", "One fact upon"));
        int id = registry.register("other", new AvroSchema(other));
        ByteBuffer.wrap(bytes).putInt(1, id);
        assertThat(reader.read(bytes)).isEqualTo(event);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void dimensions_have_the_same_bytes_whatever_their_order_and_however_they_are_read(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            UsageRecorded event = usage(Map.of());
            Map<String, String> dimensions = new LinkedHashMap<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                dimensions.put("d" + random.nextInt(30), "v".repeat(random.nextInt(100)));
            }
            event.setDimensions(dimensions);
            Dimensions expected = new DimensionsEncoder().encode(dimensions);

            UsageRecorded read = reader.read(wire.encode(event));

            assertThat(read.getDimensions()).as("read by hand").isEmpty();
            assertThat(reader.dimensions(read)).isEqualTo(expected);
        }
    }

    @Test
    void bytes_that_are_not_utf_8_never_become_a_text_that_another_id_has_too() {
        UsageRecorded event = event(new SplittableRandom(3));
        event.setId("x?");
        byte[] bytes = wire.encode(event);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("x?") + 1;
        for (int b : new int[] {0xff, 0xfe, 0x80, 0xc0}) {
            bytes[at] = (byte) b;

            assertThatThrownBy(() -> reader.read(bytes)).isInstanceOf(MalformedRecordException.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void dimensions_are_there_or_are_within_the_limits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] texts = {
            "a", "", " ", "n".repeat(64), "n".repeat(65), "v".repeat(256), "v".repeat(257), "é", "\0", "\u007f"
        };
        for (int i = 0; i < 5_000; i++) {
            UsageRecorded event = event(random);
            Map<String, String> dimensions = new HashMap<>();
            for (int n = random.nextInt(3); n > 0; n--) {
                dimensions.put(texts[random.nextInt(texts.length)], texts[random.nextInt(texts.length)]);
            }
            for (int n = random.nextInt(10) == 0 ? 21 : 0; n > 0; n--) {
                dimensions.put("d" + n, "v");
            }
            event.setDimensions(dimensions);

            UsageRecorded read = reader.read(wire.encode(event));

            boolean isWithin = UsageLimits.firstViolation(usage(dimensions)) == null;
            boolean isReadWithin = UsageLimits.firstViolation(usage(read.getDimensions())) == null;
            assertThat(isReadWithin).as("%s", dimensions).isEqualTo(isWithin);
        }
    }

    private static UsageRecorded usage(Map<String, String> dimensions) {
        return new UsageRecorded("s", "i", "a", "x", 1L, null, dimensions, Instant.EPOCH, null, false);
    }

    private void check(byte[] bytes) {
        UsageRecorded expected = orNull(() -> wire.decode(bytes));
        if (expected != null) {
            expected.setDimensions(Map.of());
        }
        UsageRecorded found = orNull(() -> reader.read(bytes));
        if (found != null) {
            found.setDimensions(Map.of());
        }
        assertThat(found).isEqualTo(expected);
    }

    private static @Nullable UsageRecorded orNull(java.util.function.Supplier<UsageRecorded> read) {
        try {
            return Objects.requireNonNull(read.get());
        } catch (MalformedRecordException malformed) {
            return null;
        }
    }

    private static UsageRecorded event(SplittableRandom random) {
        Map<String, String> labels = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.put(text(random), text(random));
        }
        return new UsageRecorded(
                text(random),
                text(random),
                text(random),
                text(random),
                LONGS[random.nextInt(LONGS.length)],
                random.nextBoolean() ? null : text(random),
                labels,
                Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                random.nextInt(3) == 0 ? text(random) : null,
                random.nextBoolean());
    }

    private static String text(SplittableRandom random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    /**
     * One to three bytes changed behind the schema's id, which is left alone; sometimes cut off or with bytes added.
     */
    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        int length = random.nextInt(4) == 0
                ? whole.length - RegistryAvroCodec.HEADER_BYTES + random.nextInt(8)
                : whole.length;
        byte[] bytes = Arrays.copyOf(whole, Math.max(RegistryAvroCodec.HEADER_BYTES, length));
        for (int i = random.nextInt(3); i >= 0 && bytes.length > RegistryAvroCodec.HEADER_BYTES; i--) {
            bytes[random.nextInt(RegistryAvroCodec.HEADER_BYTES, bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
