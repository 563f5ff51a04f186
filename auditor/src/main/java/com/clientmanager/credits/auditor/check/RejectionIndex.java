package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RawRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which records of one input topic were rejected, and what was kept of them (R4). */
final class RejectionIndex {
    private static final String CONFLICT = "CONFLICT";

    private final OffsetTable rejections;

    RejectionIndex(Map<Integer, Long> firstOffsets) {
        rejections = new OffsetTable(firstOffsets);
    }

    void add(Fields rejection) {
        boolean isConflict = rejection.text("reason").equals(CONFLICT);
        long mark = mark(kept(rejection.bytesOrNull("value"), rejection.textOrNull("valueSha256")), isConflict);
        rejections.mark((int) rejection.number("partition"), rejection.number("offset"), mark);
    }

    boolean has(RawRecord record) {
        return rejections.at(record.partition(), record.offset()) != 0;
    }

    boolean isConflict(RawRecord record) {
        return (rejections.at(record.partition(), record.offset()) & 1) == 0;
    }

    /** Whether what was kept, the value or its SHA-256, is of the record itself. */
    boolean isKeptWhole(RawRecord record) {
        long mark = rejections.at(record.partition(), record.offset());
        boolean isConflict = (mark & 1) == 0;
        return mark == mark(kept(record.value(), null), isConflict)
                || mark == mark(kept(null, record.value() == null ? null : sha256(record.value())), isConflict);
    }

    private static long kept(byte @Nullable [] value, @Nullable String sha256) {
        return value == null ? Digest.of("sha256", sha256) : Digest.ofBytes(value);
    }

    /** The lowest bit marks a conflict (0) from the rest (1); never 0 as a whole. */
    private static long mark(long kept, boolean isConflict) {
        long mark = isConflict ? kept & ~1L : kept | 1L;
        return mark == 0 ? 2 : mark;
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha(bytes, 0));
    }

    /** SHA-256 of the bytes from an index on. */
    static byte[] sha(byte[] bytes, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, bytes.length - from);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
