package com.clientmanager.credits.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Ten kinds of body that no honest CRM service sends, in any number, from a seed. */
enum MalformedBodies {
    EMPTY,
    CUT_OFF,
    RANDOM_BYTES,
    WRONG_UTF8,
    NOT_AN_EVENT,
    NO_SUBJECT,
    WRONG_SPECVERSION,
    TEXT_FOR_QUANTITY,
    TIME_THAT_IS_NONE,
    DEEP_NESTING;

    byte[] body(Random random) {
        String id = "bad-" + name() + "-" + random.nextInt();
        String good = IngestApi.event(id, "acct-e2e-malformed", "sms.send", 1);
        return switch (this) {
            case EMPTY -> new byte[0];
            case CUT_OFF -> Arrays.copyOf(utf8(good), 1 + random.nextInt(good.length() - 2));
            case RANDOM_BYTES -> bytes(random);
            case WRONG_UTF8 -> wrongUtf8(good);
            case NOT_AN_EVENT -> utf8(random.nextBoolean() ? "[" + random.nextInt() + "]" : "\"" + id + "\"");
            case NO_SUBJECT -> utf8(good.replace("\"subject\":\"acct-e2e-malformed\",", ""));
            case WRONG_SPECVERSION ->
                utf8(good.replace("\"specversion\":\"1.0\"", "\"specversion\":\"0." + random.nextInt(9) + "\""));
            case TEXT_FOR_QUANTITY ->
                utf8(good.replace("\"quantity\":1", "\"quantity\":\"" + random.nextInt() + " pieces\""));
            case TIME_THAT_IS_NONE ->
                utf8(good.replaceAll("\"time\":\"[^\"]*\"", "\"time\":\"2026-13-" + random.nextInt(99) + "\""));
            case DEEP_NESTING -> utf8("{\"data\":".repeat(2000 + random.nextInt(2000)));
        };
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(400)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] wrongUtf8(String good) {
        byte[] bytes = utf8(good);
        bytes[good.indexOf("bad-")] = (byte) 0xC3;
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
