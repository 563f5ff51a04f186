package com.clientmanager.credits.schemas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Schemas as later versions of a topic may have them, and records of any schema. */
final class NewerSchemas {
    /** The field that is added, with a default value where the type has one. */
    static final String ADDED = "added";

    private static final String[] TEXTS = {"", "ab", "/crm/sms", "Zoë ✓ \uFFFD 🙂", "\0", "0123456789abcdef".repeat(20)
    };
    private static final long[] LONGS = {0, 1, -1, 63, 64, 8_191, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};

    /** A type as JSON and, as JSON too, a default value of it. */
    enum Kind {
        NULL("\"null\"", null),
        BOOLEAN("\"boolean\"", true),
        INT("\"int\"", 7),
        LONG("\"long\"", 7L),
        FLOAT("\"float\"", 1.5f),
        DOUBLE("\"double\"", 2.5),
        BYTES("\"bytes\"", "x"),
        STRING("\"string\"", "x"),
        FIXED("{'type':'fixed','name':'added.Fixed','size':5}", "12345"),
        ENUM("{'type':'enum','name':'added.Enum','symbols':['A','B','C']}", "B"),
        ARRAY("{'type':'array','items':'string'}", List.of()),
        MAP("{'type':'map','values':'long'}", Map.of()),
        RECORD(
                "{'type':'record','name':'added.Pair','fields':[{'name':'a','type':'string'},{'name':'b',"
                        + "'type':'double'}]}",
                Map.of("a", "x", "b", 0.5)),
        OPTIONAL("['null','string']", null),
        UNION(
                "['null','long','bytes',{'type':'array','items':['null','float']},{'type':'map','values':'bytes'}]",
                null),
        DEEP_ARRAYS(
                "{'type':'array','items':{'type':'array','items':{'type':'map','values':['null','string','int']}}}",
                List.of()),
        RECORDS_IN_MAP(
                "{'type':'map','values':{'type':'record','name':'added.Item','fields':["
                        + "{'name':'tags','type':{'type':'array','items':'bytes'}},"
                        + "{'name':'kind','type':{'type':'enum','name':'added.Kind','symbols':['A','B']}},"
                        + "{'name':'at','type':['null',{'type':'long','logicalType':'timestamp-micros'}]}]}}",
                Map.of()),
        EMPTY(
                "{'type':'array','items':{'type':'record','name':'added.Empty','fields':[{'name':'n','type':'null'}]}}",
                List.of()),
        LIST(
                "['null',{'type':'record','name':'added.Deep','fields':[{'name':'next','type':['null','added.Deep']},"
                        + "{'name':'text','type':'string'}]}]",
                null),
        TREE(
                "['null',{'type':'record','name':'added.Tree','fields':[{'name':'w','type':'float'},"
                        + "{'name':'children','type':{'type':'array','items':'added.Tree'}},"
                        + "{'name':'named','type':{'type':'map','values':'added.Tree'}}]}]",
                null);

        private final String json;
        private final Object defaultValue;

        Kind(String json, Object defaultValue) {
            this.json = json;
            this.defaultValue = defaultValue;
        }

        Schema schema() {
            return new Schema.Parser().parse(json.replace('\'', '"'));
        }
    }

    private NewerSchemas() {}

    /** The records within {@code schema}, itself included. */
    static Set<Schema> recordsIn(Schema schema) {
        Set<Schema> found = new LinkedHashSet<>();
        collect(schema, found);
        return found;
    }

    private static void collect(Schema schema, Set<Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.add(schema)) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            default -> {}
        }
    }

    /** {@code root} with a field of this kind at {@code place} of {@code record}, which is within it. */
    static Schema with(Kind kind, Schema root, Schema record, int place) {
        Object value = kind.defaultValue == null ? Schema.Field.NULL_DEFAULT_VALUE : kind.defaultValue;
        Schema.Field added = new Schema.Field(ADDED, kind.schema(), null, value);
        return new Copy(record.getFullName(), fields -> fields.add(place, added)).of(root);
    }

    /** {@code root} without the field at {@code place} of {@code record}. */
    static Schema without(Schema root, Schema record, int place) {
        return new Copy(record.getFullName(), fields -> fields.remove(place)).of(root);
    }

    /** A schema again, with another list of fields in one record. */
    private record Copy(
            String changed, java.util.function.Consumer<List<Schema.Field>> change, Map<String, Schema> made) {
        Copy(String changed, java.util.function.Consumer<List<Schema.Field>> change) {
            this(changed, change, new HashMap<>());
        }

        Schema of(Schema old) {
            return switch (old.getType()) {
                case RECORD -> made.containsKey(old.getFullName()) ? made.get(old.getFullName()) : record(old);
                case UNION ->
                    Schema.createUnion(old.getTypes().stream().map(this::of).toList());
                case ARRAY -> Schema.createArray(of(old.getElementType()));
                case MAP -> Schema.createMap(of(old.getValueType()));
                default -> old;
            };
        }

        private Schema record(Schema old) {
            Schema copy = Schema.createRecord(old.getName(), old.getDoc(), old.getNamespace(), false);
            made.put(old.getFullName(), copy);
            List<Schema.Field> fields = new ArrayList<>();
            old.getFields().forEach(field -> fields.add(new Schema.Field(field, of(field.schema()))));
            if (old.getFullName().equals(changed)) {
                change.accept(fields);
            }
            copy.setFields(fields);
            return copy;
        }
    }

    /** Any value of {@code schema}, for a generic writer. */
    static Object value(Schema schema, SplittableRandom random, int depth) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> (int) number(random);
            case LONG -> number(random);
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(200), random));
            case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize(), random));
            case ENUM -> symbol(schema, random);
            case UNION -> branch(schema, random, depth);
            case ARRAY ->
                Stream.generate(() -> value(schema.getElementType(), random, depth + 1))
                        .limit(items(random, depth))
                        .toList();
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = items(random, depth); i > 0; i--) {
                    map.put("key" + i, value(schema.getValueType(), random, depth + 1));
                }
                yield map;
            }
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(f -> record.put(f.pos(), value(f.schema(), random, depth + 1)));
                yield record;
            }
        };
    }

    private static long number(SplittableRandom random) {
        return LONGS[random.nextInt(LONGS.length)];
    }

    /** Never UNKNOWN, which is what an old reader sees for a new symbol and no writer writes. */
    private static Object symbol(Schema schema, SplittableRandom random) {
        List<String> symbols = schema.getEnumSymbols();
        return new GenericData.EnumSymbol(schema, symbols.get(random.nextInt(symbols.size())));
    }

    private static Object branch(Schema schema, SplittableRandom random, int depth) {
        List<Schema> types = schema.getTypes();
        boolean ends = depth > 12 || random.nextInt(3) == 0;
        return value(types.get(ends ? 0 : random.nextInt(types.size())), random, depth + 1);
    }

    private static int items(SplittableRandom random, int depth) {
        return depth > 8 ? 0 : random.nextInt(4);
    }

    private static byte[] bytes(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
