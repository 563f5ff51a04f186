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
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns one topic's records into Confluent's wire format (magic byte 0, four bytes of schema id, Avro binary) and back. Safe for any number of
 * threads; each thread reuses its own buffers, so that a call allocates the record or the bytes and little else.
 *
 * <p>The id written is the one that {@link SchemaDeploy} registered; nothing is ever registered from here.
 */
public final class AvroWire<T extends SpecificRecord> {
    /** Bytes before the Avro data. */
    public static final int HEADER_BYTES = 5;

    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final SpecificData MODEL = model();

    private final SchemaRegistryClient registry;
    private final Topic topic;
    private final String subject;
    private final SpecificDatumWriter<T> writer;
    private final ConcurrentMap<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);
    /** The registered id, or 0 as long as it has not been asked for: registries number from 1. */
    private volatile int schemaId;

    private AvroWire(SchemaRegistryClient registry, Topic topic, String prefix) {
        this.registry = registry;
        this.topic = topic;
        this.subject = topic.subject(prefix);
        this.writer = new SpecificDatumWriter<>(topic.readerSchema(), MODEL);
    }

    /** The wire of {@code topic}; {@code T} is the topic's generated class. Calls nothing yet. */
    public static <T extends SpecificRecord> AvroWire<T> of(SchemaRegistryClient registry, Topic topic, String prefix) {
        return new AvroWire<>(registry, topic, prefix);
    }

    /**
     * The id under which the deploy step registered our schema; asked for once, then cached.
     *
     * @throws RegistryUnavailable when the registry cannot be asked or the schema is not deployed
     */
    public int schemaId() {
        int known = schemaId;
        return known != 0 ? known : askForId();
    }

    /**
     * The record's bytes in wire format.
     *
     * @throws RegistryUnavailable as {@link #schemaId()}
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
     * The record in {@code bytes}, whatever compatible version of the schema it was written with.
     *
     * @throws MalformedRecord when the bytes are not a record of this topic
     * @throws RegistryUnavailable when the registry cannot be asked about the writer's schema
     */
    public T decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new MalformedRecord("not in wire format: " + bytes.length + " bytes"
                    + (bytes.length == 0 ? "" : ", first byte " + (bytes[0] & 0xff))
                    + ", expected magic byte 0 and an id");
        }
        SpecificDatumReader<T> reader = reader(ByteBuffer.wrap(bytes).getInt(1));
        Buffers mine = buffers.get();
        mine.decoder.read(bytes, HEADER_BYTES);
        try {
            T record = reader.read(null, mine.decoder);
            if (!mine.decoder.isEnd()) {
                throw new MalformedRecord(
                        "bytes left after the " + topic.schema().getName());
            }
            return record;
        } catch (MalformedRecord e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecord(
                    "not a " + topic.schema().getName() + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        } finally {
            mine.decoder.release();
        }
    }

    private SpecificDatumReader<T> reader(int id) {
        SpecificDatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        SpecificDatumReader<T> made = new SpecificDatumReader<>(writerSchema(id), topic.readerSchema(), MODEL);
        SpecificDatumReader<T> first = readers.putIfAbsent(id, made);
        return first == null ? made : first;
    }

    private Schema writerSchema(int id) {
        try {
            ParsedSchema parsed = registry.getSchemaById(id);
            if (parsed instanceof AvroSchema avro) {
                return requireSameRecord(id, avro.rawSchema());
            }
            throw new MalformedRecord("schema id " + id + " is " + parsed.schemaType() + ", not Avro");
        } catch (RestClientException e) {
            if (e.getErrorCode() == SCHEMA_NOT_FOUND || e.getErrorCode() == SUBJECT_NOT_FOUND) {
                throw new MalformedRecord("schema id " + id + " is not known to the registry", e);
            }
            throw new RegistryUnavailable("the registry did not say what schema " + id + " is: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailable("the registry cannot be reached: " + e.getMessage(), e);
        }
    }

    private Schema requireSameRecord(int id, Schema written) {
        if (!written.getFullName().equals(topic.readerSchema().getFullName())) {
            throw new MalformedRecord("schema id " + id + " is a " + written.getFullName() + ", not a "
                    + topic.readerSchema().getFullName());
        }
        return written;
    }

    private int askForId() {
        try {
            int id = registry.getId(subject, new AvroSchema(topic.schema()));
            schemaId = id;
            return id;
        } catch (RestClientException e) {
            String what = e.getStatus() == 404 ? " is not deployed, run SchemaDeploy: " : " could not be asked for: ";
            throw new RegistryUnavailable("the schema of " + subject + what + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailable("the registry cannot be reached: " + e.getMessage(), e);
        }
    }

    private static SpecificData model() {
        SpecificData model = new SpecificData(AvroWire.class.getClassLoader());
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
