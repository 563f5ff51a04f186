package com.clientmanager.credits.billing.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entity tags: a version number, or a hash of what is shown, in quotes. */
public final class EntityTags {
    private static final int HASH_BYTES = 12;

    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Differs when any of the parts does; each says by toString all that it holds, as records do. */
    public static String ofAll(List<? extends @Nullable Object> parts) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return "\"" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
