package com.clientmanager.credits.auditor.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A record's fields by name; what an older schema did not have is absent, what a newer one added is not looked at. */
public record Fields(GenericRecord record) {
    /** No field at all. */
    public static final Fields NONE =
            new Fields(new GenericData.Record(Schema.createRecord("None", null, "", false, List.of())));

    /** A text that must be there. */
    public String text(String name) {
        return required(name, textOrNull(name));
    }

    public @Nullable String textOrNull(String name) {
        Object value = value(name);
        return switch (value) {
            case null -> null;
            case ByteBuffer bytes -> throw wrong(name, bytes);
            case Number number -> throw wrong(name, number);
            case Collection<?> list -> throw wrong(name, list);
            case Map<?, ?> map -> throw wrong(name, map);
            case GenericRecord child -> throw wrong(name, child);
            default -> value.toString();
        };
    }

    /** A whole number that must be there. */
    public long number(String name) {
        return required(name, numberOrNull(name));
    }

    public @Nullable Long numberOrNull(String name) {
        Object value = value(name);
        return switch (value) {
            case null -> null;
            case Long number -> number;
            case Integer number -> number.longValue();
            default -> throw wrong(name, value);
        };
    }

    /** The bytes as a copy. */
    public byte @Nullable [] bytesOrNull(String name) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof ByteBuffer buffer)) {
            throw wrong(name, value);
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    public @Nullable Fields recordOrNull(String name) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof GenericRecord child)) {
            throw wrong(name, value);
        }
        return new Fields(child);
    }

    /** A record that must be there. */
    public Fields child(String name) {
        return required(name, recordOrNull(name));
    }

    /** The records of an array; none where it is absent. */
    public List<Fields> records(String name) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Collection<?> list)) {
            throw wrong(name, value);
        }
        List<Fields> records = new ArrayList<>(list.size());
        for (Object item : list) {
            if (!(item instanceof GenericRecord child)) {
                throw wrong(name, item);
            }
            records.add(new Fields(child));
        }
        return records;
    }

    /** A map of texts, by key; empty where it is absent. */
    public SortedMap<String, String> texts(String name) {
        Object value = value(name);
        if (value == null) {
            return new TreeMap<>();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, value);
        }
        SortedMap<String, String> texts = new TreeMap<>();
        map.forEach((key, text) -> {
            if (!(key instanceof CharSequence) || !(text instanceof CharSequence)) {
                throw wrong(name, map);
            }
            texts.put(key.toString(), text.toString());
        });
        return texts;
    }

    private @Nullable Object value(String name) {
        return record.hasField(name) ? record.get(name) : null;
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new UnreadableException("field " + name + " is missing");
        }
        return value;
    }

    private static UnreadableException wrong(String name, @Nullable Object value) {
        return new UnreadableException("field " + name + " is a "
                + (value == null ? "null" : value.getClass().getSimpleName()));
    }
}
