package com.clientmanager.credits.schemas;

import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schema that records are written with is one to read them by. Anyone may register a schema, and Avro follows
 * each one recursively, so that a schema alone can end a thread or keep it busy for ever (decision 0024). Judged once
 * for each schema.
 */
final class WriterSchema {
    /** Records, arrays and maps inside one another, the topic's record being the first; unions do not count. */
    static final int MAX_NESTING = 100;
    /** Types, counted wherever they are used. */
    static final int MAX_TYPES = 20_000;
    /**
     * Types whose values take no byte, counted wherever they are used outside a union: work that no byte of a record
     * bounds.
     */
    static final int MAX_EMPTY_TYPES = 100;

    private int types;
    private int emptyTypes;
    private boolean recursive;

    private WriterSchema() {}

    /**
     * Whether {@code written} is recursive, so that only a record itself shows how deep it is.
     *
     * @throws MalformedRecordException when no record of {@code written} is to be read as {@code reader}
     */
    static boolean requireReadable(Schema written, Schema reader) {
        if (!written.getFullName().equals(reader.getFullName())) {
            throw new MalformedRecordException("it is a " + written.getFullName() + ", not a " + reader.getFullName());
        }
        WriterSchema found = new WriterSchema();
        found.visit(written, null);
        requireSameMeaning(written, reader, reader.getName());
        return found.recursive;
    }

    /** The types around the one that is visited, innermost first. */
    private record Path(Schema type, @Nullable Path outer, int nesting) {
        static Path into(Schema type, @Nullable Path outer) {
            int nesting = outer == null ? 1 : outer.nesting + 1;
            if (nesting > MAX_NESTING) {
                throw new MalformedRecordException("its types are nested more than " + MAX_NESTING + " deep");
            }
            return new Path(type, outer, nesting);
        }

        /**
         * Compares by identity, since a parsed schema holds each of its named types once, and equality is recursive.
         */
        @SuppressWarnings("ReferenceEquality")
        static boolean contains(@Nullable Path path, Schema type) {
            for (Path each = path; each != null; each = each.outer) {
                if (each.type == type) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether values of {@code type} take no byte. */
    private boolean visit(Schema type, @Nullable Path outer) {
        if (++types > MAX_TYPES) {
            throw new MalformedRecordException("it uses more than " + MAX_TYPES + " types");
        }
        return switch (type.getType()) {
            case NULL -> true;
            case FIXED -> type.getFixedSize() == 0;
            case RECORD -> isEmptyRecord(type, outer);
            case ARRAY -> holds(type.getElementType(), Path.into(type, outer));
            case MAP -> holds(type.getValueType(), Path.into(type, outer));
            case UNION -> {
                type.getTypes().forEach(branch -> visit(branch, outer));
                yield false;
            }
            default -> false;
        };
    }

    private boolean isEmptyRecord(Schema type, @Nullable Path outer) {
        if (Path.contains(outer, type)) {
            recursive = true;
            return false;
        }
        Path path = Path.into(type, outer);
        boolean isEmpty = true;
        for (Schema.Field field : type.getFields()) {
            isEmpty &= countEmpty(visit(field.schema(), path));
        }
        return isEmpty;
    }

    /** Never empty: an array or a map says at least that it has ended. */
    private boolean holds(Schema items, Path path) {
        countEmpty(visit(items, path));
        return false;
    }

    private boolean countEmpty(boolean isEmpty) {
        if (isEmpty && ++emptyTypes > MAX_EMPTY_TYPES) {
            throw new MalformedRecordException(
                    "it has more than " + MAX_EMPTY_TYPES + " types whose values take no byte");
        }
        return isEmpty;
    }

    /**
     * Refuses what Avro reads as something else: bytes as a text, with U+FFFD for what is not UTF-8, and one logical
     * type as another, such as microseconds as milliseconds. Ends where {@code reader} does, which is not recursive.
     */
    private static void requireSameMeaning(Schema written, Schema reader, String place) {
        List<Schema> readerBranches = branches(reader);
        boolean readsBytes = readerBranches.stream().anyMatch(branch -> branch.getType() == Schema.Type.BYTES);
        for (Schema from : branches(written)) {
            for (Schema to : readerBranches) {
                if (from.getType() == to.getType()) {
                    requireSameLogicalType(from, to, place);
                    requireSameParts(from, to, place);
                } else if (from.getType() == Schema.Type.BYTES && to.getType() == Schema.Type.STRING && !readsBytes) {
                    throw new MalformedRecordException(place + " is written as bytes and read as text");
                }
            }
        }
    }

    private static void requireSameParts(Schema written, Schema reader, String place) {
        switch (reader.getType()) {
            case RECORD ->
                reader.getFields().forEach(to -> {
                    Schema.Field from = written.getField(to.name());
                    if (from != null) {
                        requireSameMeaning(from.schema(), to.schema(), to.name());
                    }
                });
            case ARRAY -> requireSameMeaning(written.getElementType(), reader.getElementType(), place);
            case MAP -> requireSameMeaning(written.getValueType(), reader.getValueType(), place);
            default -> {}
        }
    }

    private static void requireSameLogicalType(Schema written, Schema reader, String place) {
        LogicalType from = written.getLogicalType();
        LogicalType to = reader.getLogicalType();
        if (from != null && to != null && !from.getName().equals(to.getName())) {
            throw new MalformedRecordException(
                    place + " is written as " + from.getName() + " and read as " + to.getName());
        }
    }

    private static List<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }
}
