package com.clientmanager.credits.e2e.fuzz;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.util.Utf8;

/** Texts at and beyond what stores, readers and pages hold, and some that only look so. */
final class HostileText {
    private static final List<String> MALFORMED_UTF8 =
            List.of("eda080", "edbfbf", "c080", "ff", "e282", "f5808080", "f09f98", "6180", "00edb080", "fe");
    private static final List<String> FINE = List.of(
            "\uFFFD",
            "\u202Egnitsil\u202C \u200F\u2066x\u2069",
            "\u0645\u0631\u062D\u0628\u0627",
            "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
            "'; DROP TABLE balance; --",
            "${jndi:ldap://localhost/x} %n%s {}",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "\\u0000\\x00",
            "\uD83D\uDE00\uD83C\uDFF4\u200D\u2620\uFE0F",
            "\u00DF\u1E9E\u0130\u0131",
            "a:b:c|d,e\"f\"",
            "\u2028\u2029\u00A0z\uFEFF");
    private static final List<String> CONTROLS = List.of(
            "\0",
            "a\0b",
            "a\nb",
            "\t",
            "\u0001x",
            "\u007F",
            "x\u0085",
            "\u009F",
            "\uFFFE",
            "q\uFFFF",
            "\u001B[31m",
            "\r\nX: y");

    private HostileText() {}

    /** A text for a field of at most {@code limit} characters. */
    static CharSequence of(SplittableRandom random, int limit) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextBoolean() ? "" : " ";
            case 1 -> "m".repeat(limit);
            case 2 -> "n".repeat(limit + 1);
            case 3 -> "o".repeat(9_000);
            case 4 -> "\uD83D\uDE00".repeat(limit / 2 + random.nextInt(2));
            case 5 -> "\u20AC".repeat(limit);
            case 6, 7 -> malformed(random);
            case 8, 9 -> CONTROLS.get(random.nextInt(CONTROLS.size()));
            default -> fine(random);
        };
    }

    /** Whether {@link #of} makes {@code text} for a field of {@code limit} characters, and it is within the limit. */
    static boolean isWithin(String text, int limit) {
        return FINE.contains(text)
                || text.equals("m".repeat(limit))
                || text.equals("\u20AC".repeat(limit))
                || text.equals("\uD83D\uDE00".repeat(limit / 2));
    }

    /** Odd, and within every limit. */
    static String fine(SplittableRandom random) {
        return FINE.get(random.nextInt(FINE.size()));
    }

    private static Utf8 malformed(SplittableRandom random) {
        return new Utf8(HexFormat.of().parseHex(MALFORMED_UTF8.get(random.nextInt(MALFORMED_UTF8.size()))));
    }
}
