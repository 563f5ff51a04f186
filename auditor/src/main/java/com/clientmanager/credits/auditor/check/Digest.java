package com.clientmanager.credits.auditor.check;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 64-bit FNV-1a over texts and numbers with a final mix: distinguishes records in the audit's tables, nothing more. */
final class Digest {
    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Digest() {}

    static long of(@Nullable Object... parts) {
        long hash = START;
        for (Object part : parts) {
            String text = String.valueOf(part);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * PRIME;
            }
            hash = (hash ^ 0x1f) * PRIME;
        }
        return mixed(hash);
    }

    static long ofTexts(SortedMap<String, String> texts) {
        return of(texts.entrySet().stream()
                .flatMap(text -> Stream.of(text.getKey(), text.getValue()))
                .toArray());
    }

    static long ofBytes(byte[] bytes) {
        long hash = START;
        for (byte one : bytes) {
            hash = (hash ^ (one & 0xff)) * PRIME;
        }
        return mixed(hash);
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }
}
