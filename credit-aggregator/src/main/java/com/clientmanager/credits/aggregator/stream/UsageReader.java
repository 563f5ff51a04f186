package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage events field by field in the schema's order. Dimensions that are within the limits by their bytes alone,
 * at most 20 with short names and values in ASCII, come out empty: no rule looks into them, and {@link #dimensions} has
 * them as the ledger's entry carries them.
 *
 * <p>Only what was written with our own version of the schema, is whole and is plain in this sense is read this way.
 * All else, damaged records, text that is not UTF-8, other dimensions and other versions of the schema, goes to {@link
 * PatientReader}, which reads it whole and alone says what is malformed; UsageReaderTest holds the two together. One
 * for each task.
 */
final class UsageReader {
    private static final byte[] NOTHING = {};
    private static final int LONGEST_LONG_BITS = 64;
    /** What Java makes of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final byte DELETE = 0x7f;
    private static final byte ABSENT = -1;

    private final PatientReader<UsageRecorded> patient;
    private final DimensionsEncoder encoder = new DimensionsEncoder();
    private byte[] bytes = NOTHING;
    /** Of the event read last; null when {@link #patient} read it. */
    private @Nullable Dimensions plain;

    private int at;
    /** Set as soon as the record is not what this reader expects; what is read from then on means nothing. */
    private boolean strange;

    UsageReader(PatientReader<UsageRecorded> patient) {
        this.patient = patient;
    }

    /**
     * The event in {@code record}; its dimensions are there or are within {@link UsageLimits}.
     *
     * @throws com.clientmanager.credits.schemas.MalformedRecordException when it is none
     * @throws RegistryStillAway as {@link PatientReader#read}
     */
    UsageRecorded read(byte[] record) {
        UsageRecorded usage = isOurs(record) ? readByHand(record) : null;
        if (usage == null) {
            plain = null;
            return patient.read(record);
        }
        return usage;
    }

    /**
     * The dimensions of the event that was read last; the same bytes for the same labels, whichever way it was read.
     */
    Dimensions dimensions(UsageRecorded last) {
        return plain == null ? encoder.encode(last.getDimensions()) : plain;
    }

    private boolean isOurs(byte[] record) {
        return record.length > RegistryAvroCodec.HEADER_BYTES
                && record[0] == 0
                && ByteBuffer.wrap(record).getInt(1) == patient.schemaId();
    }

    private @Nullable UsageRecorded readByHand(byte[] record) {
        bytes = record;
        at = RegistryAvroCodec.HEADER_BYTES;
        strange = false;
        String source = takeText();
        String id = takeText();
        String account = takeText();
        String action = takeText();
        long quantity = takeLong();
        String user = takeTextOrNull();
        takeLabels();
        long occurredAtMs = takeLong();
        String holdId = takeTextOrNull();
        boolean holdOpen = takeBoolean();
        boolean whole = !strange && at == record.length;
        plain = whole ? encoder.encodeAdded(record) : null;
        bytes = NOTHING;
        return whole
                ? new UsageRecorded(
                        source,
                        id,
                        account,
                        action,
                        quantity,
                        user,
                        Map.of(),
                        Instant.ofEpochMilli(occurredAtMs),
                        holdId,
                        holdOpen)
                : null;
    }

    private long takeLong() {
        long raw = 0;
        for (int shift = 0; shift < LONGEST_LONG_BITS && at < bytes.length; shift += 7) {
            byte next = bytes[at++];
            raw |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        strange = true;
        return 0;
    }

    private boolean takeBoolean() {
        byte value = at < bytes.length ? bytes[at++] : ABSENT;
        strange |= value != 0 && value != 1;
        return value == 1;
    }

    private String takeText() {
        int length = takeLength();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        // Also in well-formed text, if seldom: then the other reader finds that it is.
        strange |= text.indexOf(REPLACEMENT) >= 0;
        at += length;
        return text;
    }

    /**
     * Steps over a text of printable ASCII that is at most {@code maxLength} long and not blank where it must not be.
     *
     * @return its length; it ends at {@link #at}
     */
    private int skipText(int maxLength, boolean isRequired) {
        int length = takeLength();
        boolean isBlank = true;
        for (int end = at + length; at < end; at++) {
            byte next = bytes[at];
            strange |= next < ' ' || next == DELETE;
            isBlank &= next == ' ';
        }
        strange |= length > maxLength || (isRequired && isBlank);
        return length;
    }

    private @Nullable String takeTextOrNull() {
        int start = at;
        long branch = takeLong();
        // Avro reads an index of one byte here; a longer encoding of the same number is for the other reader to judge.
        strange |= (branch != 0 && branch != 1) || at != start + 1;
        return branch == 1 ? takeText() : null;
    }

    /** A length within the bytes that are left; 0 where the record claims another. */
    private int takeLength() {
        long length = takeLong();
        if (length < 0 || length > bytes.length - at) {
            strange = true;
            return 0;
        }
        return (int) length;
    }

    /** A map of texts, each name once. Blocks with a byte count, which our writers never write, are left to Avro. */
    private void takeLabels() {
        encoder.restart();
        int all = 0;
        for (int count = takeLength(); count > 0 && !strange; count = takeLength()) {
            all += count;
            strange |= all > UsageLimits.MAX_DIMENSIONS;
            for (int i = 0; i < count && !strange; i++) {
                int nameLength = skipText(UsageLimits.MAX_DIMENSION_NAME_LENGTH, true);
                int nameAt = at - nameLength;
                int valueLength = skipText(UsageLimits.MAX_DIMENSION_VALUE_LENGTH, false);
                strange |= !encoder.add(bytes, nameAt, nameLength, at - valueLength, valueLength);
            }
        }
    }
}
