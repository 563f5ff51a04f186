package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of usage.rejected.v1 that keeps a rejected one (R4). Whatever the rejected one holds, the texts of
 * this one are short and valid, and it fits its topic: a value that is too large to keep is kept by place, size and
 * SHA-256.
 */
final class RejectionEncoder {
    /**
     * Key and value are kept up to here together. No uncompressed record of an input is larger, since the topics take
     * batches of 1 MiB; and 2 MiB, the most that a rejection of it has (the key twice), fit the 3 MiB of its own topic
     * and the 4 MiB of a request. What is larger was compressed to a thousandth, as no fact is.
     */
    static final int MAX_KEPT_BYTES = 1024 * 1024;

    static final int MAX_DETAIL_LENGTH = 500;
    /** The key of a value that is too large to keep. */
    private static final int MAX_KEY_BYTES = 1_024;

    private static final char REPLACEMENT = '\ufffd';

    private final RegistryAvroCodec<UsageRejected> wire;
    private final int partitions;

    /**
     * An encoder.
     *
     * @param partitions of the inputs
     */
    RejectionEncoder(RegistryAvroCodec<UsageRejected> wire, int partitions) {
        this.wire = wire;
        this.partitions = partitions;
    }

    /** Why the record is kept in the end: one that is too large has that reason, whatever else was wrong with it. */
    static RejectionReason reasonOf(InputRecord input, RejectionReason found) {
        return input.bytes() > MAX_KEPT_BYTES ? RejectionReason.RECORD_TOO_LARGE : found;
    }

    /**
     * The rejection, with its key.
     *
     * @param usage what was read; null when nothing could be
     */
    Record<byte[], byte[]> encode(
            InputRecord input, RejectionReason found, String detail, @Nullable UsageRecorded usage) {
        boolean tooLarge = reasonOf(input, found) == RejectionReason.RECORD_TOO_LARGE;
        byte[] key = tooLarge && input.keyBytes() > MAX_KEY_BYTES ? null : input.key();
        byte[] value = input.value();
        UsageRejected.Builder rejected = UsageRejected.newBuilder()
                .setRejectionId(input.place())
                .setAccount(account(input))
                .setReason(reasonOf(input, found).name())
                .setDetail(bounded(tooLarge ? "too large to keep: " + input.bytes() + " bytes; " + detail : detail))
                .setTopic(input.record().topic())
                .setPartition(input.record().partition())
                .setOffset(input.offset())
                .setAppendedAt(input.appendedAt())
                .setKey(key == null ? null : ByteBuffer.wrap(key))
                .setValue(value == null || tooLarge ? null : ByteBuffer.wrap(value))
                .setValueBytes(value == null ? null : (long) value.length)
                .setValueSha256(value == null || !tooLarge ? null : sha256(value))
                .setExpectedPartition(input.expectedPartition(partitions));
        if (usage != null) {
            rejected.setSource(within(usage.getSource(), UsageLimits.MAX_SOURCE_LENGTH))
                    .setId(within(usage.getId(), UsageLimits.MAX_ID_LENGTH))
                    .setAction(within(usage.getAction(), UsageLimits.MAX_ACTION_LENGTH))
                    .setQuantity(usage.getQuantity())
                    .setOccurredAt(within(usage.getOccurredAt()));
        }
        return new Record<>(key, wire.encode(rejected.build()), input.stampMs());
    }

    /** At most {@link #MAX_DETAIL_LENGTH} characters, with {@code U+FFFD} for each that is not valid text. */
    static String bounded(String text) {
        StringBuilder valid = new StringBuilder(Math.min(text.length(), MAX_DETAIL_LENGTH));
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int length = Character.charCount(point);
            if (valid.length() + length > MAX_DETAIL_LENGTH) {
                return cut(valid);
            }
            if (UsageLimits.isValidText(text.substring(at, at + length))) {
                valid.appendCodePoint(point);
            } else {
                valid.append(REPLACEMENT);
            }
            at += length;
        }
        return valid.toString();
    }

    /** One character shorter than it may be, without leaving half of a pair, and with a mark that says so. */
    private static String cut(StringBuilder text) {
        if (text.length() == MAX_DETAIL_LENGTH) {
            text.setLength(text.offsetByCodePoints(text.length(), -1));
        }
        return text.append('…').toString();
    }

    private static @Nullable String account(InputRecord input) {
        byte[] key = input.key();
        // A character takes at most three bytes: a longer key is no account, and is not decoded to find that out.
        if (key == null || key.length > 3 * UsageLimits.MAX_ACCOUNT_LENGTH) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return input.isKeyedBy(text) ? within(text, UsageLimits.MAX_ACCOUNT_LENGTH) : null;
    }

    private static @Nullable String within(String text, int maxLength) {
        return UsageLimits.required("text", text, maxLength) == null ? text : null;
    }

    private static @Nullable Instant within(Instant time) {
        return UsageLimits.time("time", time) == null ? time : null;
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
