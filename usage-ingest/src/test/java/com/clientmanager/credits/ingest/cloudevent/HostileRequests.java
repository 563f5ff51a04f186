package com.clientmanager.credits.ingest.cloudevent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A seeded source of bodies and headers that are almost right: events with hostile values, then damaged as bytes. */
public final class HostileRequests {
    private static final List<String> ATTRIBUTES =
            List.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data", "ext");
    private static final List<String> GOOD = List.of(
            "\"1.0\"",
            "\"e-1\"",
            "\"/crm/sms\"",
            "\"com.clientmanager.usage.v1\"",
            "\"acct-42\"",
            "\"2026-07-01T09:30:00Z\"",
            "\"application/json\"",
            "{\"action\":\"sms.send\",\"quantity\":3}",
            "1");
    private static final List<String> NUMBERS =
            List.of("0", "-1", "1.0", "1e3", "1e1000000000", "-0", "9007199254740992", "9".repeat(3_000), "NaN", "01");
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\uffff\"",
            "\"\\\"\"",
            "\"/crm/x y\"",
            "\"9999-12-31T23:59:59-23:59\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"2026-07-01T09:30:60Z\"");
    private static final List<String> OTHERS =
            List.of("null", "true", "[]", "{}", "[{\"a\":[1]}]", "{\"action\":\"a\",\"action\":\"a\"}", "\u00e9");
    private static final List<String> ENCODED = List.of(
            "%FF",
            "%FE", "%C0%80", "%ED%A0%80", "%", "%4", "%zz", "\"", "\\", "%00", "%0A", "%E2%82%AC", "\u00ff", ",");

    private final Random random;

    public HostileRequests(Random random) {
        this.random = random;
    }

    /** An event, several, or something else, with a damaged byte in every other one. */
    public byte[] body() {
        String text = switch (random.nextInt(8)) {
            case 0 -> "[" + event() + "," + event() + "]";
            case 1 -> pick(List.of("", " ", "[]", "{}", "null", "\ufeff" + event(), event() + "x", event() + event()));
            case 2 -> "{\"ext\":" + pick(List.of("[", "{\"a\":")).repeat(random.nextInt(200));
            default -> event();
        };
        byte[] bytes = text.getBytes(pick(List.of(
                StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)));
        return random.nextInt(3) == 0 ? damaged(bytes) : bytes;
    }

    /** The body of binary mode. */
    public byte[] data() {
        String quantity = random.nextBoolean() ? "3" : value();
        String text = "{\"action\":\"sms.send\",\"quantity\":" + quantity + ",\"dimensions\":" + dimensions() + "}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? damaged(bytes) : bytes;
    }

    /** The headers of binary mode, each with its values; characters above U+007F stand for bytes. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new HashMap<>();
        int hostile = random.nextInt(ATTRIBUTES.size());
        for (int i = 0; i < ATTRIBUTES.size(); i++) {
            String value = GOOD.get(i).replace("\"", "");
            if (i == hostile) {
                value = switch (random.nextInt(4)) {
                    case 0 -> pick(ENCODED) + value;
                    case 1 -> value + pick(ENCODED);
                    case 2 -> "\"" + value + pick(ENCODED) + "\"";
                    default -> value.repeat(random.nextInt(40));
                };
            }
            List<String> values = new ArrayList<>(List.of(value));
            if (random.nextInt(60) == 0) {
                values.add(value);
            }
            if (random.nextInt(60) != 0) {
                headers.put((random.nextInt(9) == 0 ? "CE-" : "ce-") + ATTRIBUTES.get(i), values);
            }
        }
        return headers;
    }

    private String event() {
        StringBuilder event = new StringBuilder("{");
        int hostile = random.nextInt(ATTRIBUTES.size());
        for (int i = 0; i < ATTRIBUTES.size(); i++) {
            String name = "\"" + ATTRIBUTES.get(i) + "\":";
            String value = i != hostile ? GOOD.get(i) : ATTRIBUTES.get(i).equals("data") ? usage() : value();
            event.append(i == 0 ? "" : ",").append(name).append(value);
            if (random.nextInt(80) == 0) {
                event.append(',').append(name).append(random.nextBoolean() ? "null" : value);
            }
        }
        return event.append('}').toString();
    }

    private String usage() {
        String[] values = {"\"sms.send\"", "3", "\"u-7\"", dimensions()};
        int hostile = random.nextInt(values.length);
        values[hostile] = hostile == 3 && random.nextBoolean() ? values[3] : value();
        return "{\"action\":%s,\"quantity\":%s,\"user\":%s,\"dimensions\":%s%s}"
                .formatted(
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        random.nextInt(10) == 0 ? ",\"" + pick(List.of("user", "qty", "\\u0000")) + "\":1" : "");
    }

    private String dimensions() {
        StringBuilder labels = new StringBuilder("{");
        int count = random.nextInt(4) == 0 ? random.nextInt(25) : random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String name = random.nextInt(30) == 0 ? pick(TEXTS) : "\"d" + random.nextInt(1_000) + "\"";
            String label = random.nextInt(30) == 0 ? value() : "\"v\"";
            labels.append(i == 0 ? "" : ",").append(name).append(':').append(label);
        }
        return labels.append('}').toString();
    }

    private String value() {
        return switch (random.nextInt(5)) {
            case 0 -> pick(NUMBERS);
            case 1 -> pick(OTHERS);
            case 2 -> "\"" + "x".repeat(random.nextInt(600)) + "\"";
            default -> pick(TEXTS);
        };
    }

    private byte[] damaged(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                byte[][] wrong = {{(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xff}};
                ByteArrayOutputStream spoilt = new ByteArrayOutputStream();
                spoilt.write(bytes, 0, at);
                spoilt.writeBytes(wrong[random.nextInt(wrong.length)]);
                spoilt.write(bytes, at, bytes.length - at);
                return spoilt.toByteArray();
            }
        }
        return bytes;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
