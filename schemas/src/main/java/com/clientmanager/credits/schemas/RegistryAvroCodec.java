package com.clientmanager.credits.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns one topic's records into Confluent's wire format (magic byte 0, four bytes of schema id, Avro binary) and back.
 * Safe for any number of threads; each thread reuses its own buffers, so that a call allocates the record or the bytes
 * and little else.
 *
 * <p>The id written is the one that {@link SchemaDeploy} registered; nothing is ever registered from here.
 */
public final class RegistryAvroCodec<T extends SpecificRecord> {
    /** Bytes before the Avro data. */
    public static final int HEADER_BYTES = 5;

    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;
    /** The client's message where it has no parser for a schema's type, or its parser of Avro failed. */
    private static final String UNPARSED = "Invalid schema ";
    /** Ends the message where a schema's reference could not be fetched: an outage, and nothing about the schema. */
    private static final String OF_TYPE_AVRO = " of type AVRO";
    /** Far more than a topic ever has versions; a flood of schemas must not fill the heap. */
    private static final int MAX_READINGS = 1_000;

    private static final SpecificData MODEL = model();

    private final SchemaRegistryClient registry;
    private final Topic topic;
    private final String subject;
    private final SpecificDatumWriter<T> writer;
    private final ConcurrentMap<Integer, Reading<T>> readings = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);
    /** The registered id, or 0 as long as it has not been asked for: registries number from 1. */
    private volatile int schemaId;

    private RegistryAvroCodec(SchemaRegistryClient registry, Topic topic, String prefix) {
        this.registry = registry;
        this.topic = topic;
        this.subject = topic.subject(prefix);
        this.writer = new SpecificDatumWriter<>(topic.readerSchema(), MODEL);
    }

    /** The wire of {@code topic}; {@code T} is the topic's generated class. Calls nothing yet. */
    public static <T extends SpecificRecord> RegistryAvroCodec<T> of(
            SchemaRegistryClient registry, Topic topic, String prefix) {
        return new RegistryAvroCodec<>(registry, topic, prefix);
    }

    /**
     * The id under which the deploy step registered our schema; asked for once, then cached.
     *
     * @throws RegistryUnavailableException when the registry cannot be asked or the schema is not deployed
     */
    public int schemaId() {
        int known = schemaId;
        return known != 0 ? known : askForId();
    }

    /**
     * The record's bytes in wire format.
     *
     * @throws RegistryUnavailableException as {@link #schemaId()}
     * @throws IllegalArgumentException when a field that must be set is null
     */
    public byte[] encode(T record) {
        int id = schemaId();
        Buffers mine = buffers.get();
        mine.out.start(id);
        mine.encoder = EncoderFactory.get().binaryEncoder(mine.out, mine.encoder);
        try {
            writer.write(record, mine.encoder);
            mine.encoder.flush();
        } catch (NullPointerException | AvroRuntimeException | ClassCastException e) {
            mine.encoder = null;
            throw new IllegalArgumentException("not a complete record for " + subject + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return mine.out.toByteArray();
    }

    /**
     * The record in {@code bytes}, whatever compatible version of the schema it was written with. The bytes and the
     * writer's schema may be hostile: the call takes memory and time in proportion to the bytes and throws nothing but
     * what is said here (decision 0024).
     *
     * @throws MalformedRecordException when the bytes are not a record of this topic, or their schema is not one to
     *     read them by
     * @throws RegistryUnavailableException when the registry cannot be asked about the writer's schema
     */
    public T decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new MalformedRecordException("not in wire format: " + bytes.length + " bytes"
                    + (bytes.length == 0 ? "" : ", first byte " + (bytes[0] & 0xff))
                    + ", expected magic byte 0 and an id");
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        Reading<T> reading = readings.get(id);
        if (reading == null) {
            reading = remembered(id, readingOf(id));
        }
        return switch (reading) {
            case Reading.By<T> by -> decode(bytes, by);
            case Reading.Never<T> never -> throw new MalformedRecordException(never.why());
        };
    }

    private T decode(byte[] bytes, Reading.By<T> by) {
        BoundedDecoder decoder = buffers.get().decoder;
        try {
            if (by.recursive() != null) {
                decoder.read(bytes, HEADER_BYTES);
                NestingCheck.stepOver(by.recursive(), decoder);
            }
            decoder.read(bytes, HEADER_BYTES);
            @SuppressWarnings("NullAway") // no old record to fill again
            T record = by.reader().read(null, decoder);
            if (!decoder.isEnd()) {
                throw new MalformedRecordException(
                        "bytes left after the " + topic.schema().getName());
            }
            return record;
        } catch (MalformedRecordException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new MalformedRecordException(
                    "not a " + topic.schema().getName() + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        } finally {
            decoder.release();
        }
    }

    /** How records of one schema are read. */
    private sealed interface Reading<T> {
        /** By {@code reader}; {@code recursive} is the writer's schema if it is recursive, else null. */
        record By<T>(DatumReader<T> reader, @Nullable Schema recursive) implements Reading<T> {}

        /** Not at all: a fact about the schema, which never changes. */
        record Never<T>(String why) implements Reading<T> {}
    }

    private Reading<T> remembered(int id, Reading<T> found) {
        if (readings.size() >= MAX_READINGS) {
            readings.clear();
        }
        Reading<T> first = readings.putIfAbsent(id, found);
        return first == null ? found : first;
    }

    private Reading<T> readingOf(int id) {
        ParsedSchema parsed = ask(id);
        try {
            if (!(parsed instanceof AvroSchema avro)) {
                throw new MalformedRecordException("it is " + parsed.canonicalString());
            }
            Schema written = avro.rawSchema();
            boolean recursive = WriterSchema.requireReadable(written, topic.readerSchema());
            // A builder of its own, since the cache in one that is shared is not safe for threads.
            DatumReader<T> reader = new FastReaderBuilder(MODEL).createDatumReader(written, topic.readerSchema());
            return new Reading.By<>(reader, recursive ? written : null);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return new Reading.Never<>("schema id " + id + " cannot be read: " + e.getMessage());
        }
    }

    private ParsedSchema ask(int id) {
        if (id <= 0) {
            throw new MalformedRecordException("schema id " + id + " is none: ids begin with 1");
        }
        try {
            return registry.getSchemaById(id);
        } catch (RestClientException e) {
            if (e.getErrorCode() == SCHEMA_NOT_FOUND || e.getErrorCode() == SUBJECT_NOT_FOUND) {
                throw new MalformedRecordException("schema id " + id + " is not known to the registry", e);
            }
            throw new RegistryUnavailableException(
                    "the registry did not say what schema " + id + " is: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (message.startsWith(UNPARSED) && !message.endsWith(OF_TYPE_AVRO)) {
                return new UnreadableSchema("OTHER", message);
            }
            throw new RegistryUnavailableException("the registry cannot be reached: " + e.getMessage(), e);
        }
    }

    private int askForId() {
        try {
            int id = registry.getId(subject, new AvroSchema(topic.schema()));
            schemaId = id;
            return id;
        } catch (RestClientException e) {
            String what = e.getStatus() == 404 ? " is not deployed, run SchemaDeploy: " : " could not be asked for: ";
            throw new RegistryUnavailableException("the schema of " + subject + what + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException("the registry cannot be reached: " + e.getMessage(), e);
        }
    }

    private static SpecificData model() {
        SpecificData model = new SpecificData(RegistryAvroCodec.class.getClassLoader());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return model;
    }

    private static final class Buffers {
        final WireBuffer out = new WireBuffer();

        @Nullable
        BinaryEncoder encoder;

        final BoundedDecoder decoder = new BoundedDecoder();
    }
}
