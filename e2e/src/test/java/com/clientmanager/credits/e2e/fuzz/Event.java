package com.clientmanager.credits.e2e.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A usage event's values as they are written, valid or not. Texts may be {@link org.apache.avro.util.Utf8} of bytes
 * that are no UTF-8.
 */
final class Event implements Cloneable {
    CharSequence source;
    CharSequence id;
    CharSequence account;
    CharSequence action;
    long quantity;

    @Nullable
    CharSequence user;

    Map<CharSequence, CharSequence> dimensions = new LinkedHashMap<>();
    long occurredAtMs;

    Event(String source, String id, String account, String action, long quantity, long occurredAtMs) {
        this.source = source;
        this.id = id;
        this.account = account;
        this.action = action;
        this.quantity = quantity;
        this.occurredAtMs = occurredAtMs;
    }

    /** The event in a record that was read. */
    static Event of(GenericRecord record) {
        Event event = new Event(
                text(record, "source"),
                text(record, "id"),
                text(record, "account"),
                text(record, "action"),
                ((Number) record.get("quantity")).longValue(),
                ((Number) record.get("occurredAt")).longValue());
        event.user = record.hasField("user") ? (CharSequence) record.get("user") : null;
        return event;
    }

    private static String text(GenericRecord record, String field) {
        return String.valueOf(record.get(field));
    }

    /**
     * The record in {@code schema}, which may lack optional fields; fields that the event does not have hold their
     * default.
     */
    GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(
                    field.pos(),
                    switch (field.name()) {
                        case "source" -> source;
                        case "id" -> id;
                        case "account" -> account;
                        case "action" -> action;
                        case "quantity" -> quantity;
                        case "user" -> user;
                        case "dimensions" -> dimensions;
                        case "occurredAt" -> occurredAtMs;
                        default -> GenericData.get().getDefaultValue(field);
                    });
        }
        return record;
    }

    @Override
    public Event clone() {
        try {
            Event copy = (Event) super.clone();
            copy.dimensions = new LinkedHashMap<>(dimensions);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
