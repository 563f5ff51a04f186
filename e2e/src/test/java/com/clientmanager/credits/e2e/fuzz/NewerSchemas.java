package com.clientmanager.credits.e2e.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Versions of the usage schema that a producer may register under FULL_TRANSITIVE: one more field of each of Avro's
 * types, at each of four places, and
 * optional fields left out. What an event says in them is what it says in ours.
 */
final class NewerSchemas {
    /** Why a record that is 100,000 deep is rejected. */
    static final Set<String> TOO_DEEP = Set.of("UNREADABLE", "RECORD_TOO_LARGE");

    /** How deep a reader must follow a record within itself. */
    private static final int SHALLOW = 8;

    private static final int DEEP = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Types of a new field with its default; # is a number of its own, since names must differ between versions. */
    private static final String[][] TYPES = {
        {"\"string\"", "\"\""},
        {"[\"null\",\"string\"]", "null"},
        {"\"bytes\"", "\"\""},
        {"[\"null\",\"bytes\"]", "null"},
        {"\"int\"", "7"},
        {"\"long\"", "0"},
        {"\"float\"", "0.5"},
        {"\"double\"", "1.5"},
        {"\"boolean\"", "false"},
        {"{\"type\":\"enum\",\"name\":\"E#\",\"symbols\":[\"A\",\"B\",\"C\"],\"default\":\"A\"}", "\"A\""},
        {"[\"null\",{\"type\":\"fixed\",\"name\":\"F#\",\"size\":17}]", "null"},
        {"{\"type\":\"array\",\"items\":\"string\"}", "[]"},
        {"{\"type\":\"array\",\"items\":[\"null\",\"double\"]}", "[]"},
        {"{\"type\":\"map\",\"values\":\"long\"}", "{}"},
        {"{\"type\":\"map\",\"values\":{\"type\":\"array\",\"items\":\"bytes\"}}", "{}"},
        {"[\"null\",\"string\",\"long\",\"boolean\",\"bytes\"]", "null"},
        {
            "[\"null\",{\"type\":\"record\",\"name\":\"R#\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"},"
                    + "{\"name\":\"b\",\"type\":[\"null\",{\"type\":\"map\",\"values\":\"float\"}]},"
                    + "{\"name\":\"quantity\",\"type\":\"long\"}]}]",
            "null"
        },
    };

    private static final String DEEP_TYPE = "[\"null\",{\"type\":\"record\",\"name\":\"Deep\",\"fields\":"
            + "[{\"name\":\"next\",\"type\":[\"null\",\"Deep\"]}]}]";

    private final SplittableRandom random;
    private final AnyValue values;
    private final List<Schemas.Registered> newer = new ArrayList<>();
    private final Schemas registry;
    private final ObjectNode base;
    private final Schemas.Registered deep;
    private int refused;

    NewerSchemas(SplittableRandom random, Schemas registry, Schemas.Registered latest) {
        this.random = random;
        this.values = new AnyValue(random);
        this.registry = registry;
        this.base = (ObjectNode) parse(latest.schema().toString());
        for (int n = 0; n < TYPES.length * 4; n++) {
            String[] type = TYPES[n / 4];
            add(withField("extra" + n, type[0].replace("#", Integer.toString(n)), type[1], n % 4));
        }
        add(without("user"));
        add(without("dimensions"));
        this.deep = add(withField("deep", DEEP_TYPE, "null", 1));
        newer.remove(newer.size() - 1);
    }

    /** How many versions the registry took, and how many it refused. */
    String summary() {
        return newer.size() + " newer schemas registered, " + refused + " refused";
    }

    /** The event in one of the newer schemas; without its user, where the schema has none. */
    byte[] bytes(Event event) {
        Schemas.Registered chosen = newer.get(random.nextInt(newer.size()));
        if (chosen.schema().getField("user") == null) {
            event.user = null;
        }
        GenericRecord record = event.record(chosen.schema());
        for (Schema.Field field : chosen.schema().getFields()) {
            if (field.name().startsWith("extra")) {
                record.put(field.pos(), values.of(field.schema()));
            }
        }
        return HostileWriter.bytes(chosen.id(), record);
    }

    Shot shot(Event event, Set<String> must) {
        byte[] bytes = bytes(event);
        return Shot.of("usage: newer schema", Names.USAGE, Shot.key(event.account), bytes, usage(event, must));
    }

    /** A record within itself: a few times, which is fine, or 100,000 times, which no reader follows. */
    Shot deep(Event event, Set<String> must) {
        byte[] key = Shot.key(event.account);
        return random.nextInt(4) == 0
                ? Shot.of("usage: 100,000 deep", Names.USAGE, key, tooDeep(event), new Expected.Rejected(TOO_DEEP))
                : Shot.of(
                        "usage: nested", Names.USAGE, key, nested(event, random.nextInt(SHALLOW)), usage(event, must));
    }

    byte[] tooDeep(Event event) {
        return nested(event, DEEP);
    }

    private byte[] nested(Event event, int depth) {
        byte[] nested = new byte[depth + 1];
        Arrays.fill(nested, 0, depth, (byte) 2);
        GenericRecord record = event.record(deep.schema());
        record.put("deep", new HostileWriter.Raw(nested));
        return HostileWriter.bytes(deep.id(), record);
    }

    private static Expected usage(Event event, Set<String> must) {
        return Expected.Usage.of(event, must, Set.of());
    }

    private Schemas.Registered add(JsonNode schema) {
        OptionalInt id = registry.register(Names.subject(Names.USAGE), "AVRO", schema.toString());
        if (id.isEmpty()) {
            refused++;
            throw new IllegalStateException("the registry refuses " + schema);
        }
        Schemas.Registered added = new Schemas.Registered(id.getAsInt(), new Schema.Parser().parse(schema.toString()));
        newer.add(added);
        return added;
    }

    /** @param place 0: first, 1: before quantity, 2: before occurredAt, 3: last */
    private JsonNode withField(String name, String type, String otherwise, int place) {
        ObjectNode schema = base.deepCopy();
        ArrayNode fields = (ArrayNode) schema.get("fields");
        int at = switch (place) {
            case 0 -> 0;
            case 1 -> position(fields, "quantity");
            case 2 -> position(fields, "occurredAt");
            default -> fields.size();
        };
        ObjectNode field = JSON.createObjectNode().put("name", name);
        field.set("type", parse(type));
        field.set("default", parse(otherwise));
        fields.insert(at, field);
        return schema;
    }

    private JsonNode without(String name) {
        ObjectNode schema = base.deepCopy();
        ArrayNode fields = (ArrayNode) schema.get("fields");
        fields.remove(position(fields, name));
        return schema;
    }

    private static int position(ArrayNode fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("no field " + name);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
