package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.aggregator.stream.store.GrowingBytes;
import com.clientmanager.credits.schemas.UsageLimits;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Encodes an event's labels as Avro encodes a map: one block, names in order, so that equal labels have equal bytes.
 * Those of a record that is read by hand are added by their place in it and copied, never decoded. One for each task.
 */
final class DimensionsEncoder {
    /** Of each label: where its name begins and how long it is, then the same of its value. */
    private static final int NUMBERS = 4;

    private final Output out = new Output();
    private final int[] labels = new int[NUMBERS * UsageLimits.MAX_DIMENSIONS];
    private int count;

    private static final class Output extends GrowingBytes {
        void start(int labels) {
            restart();
            putLong(labels);
        }

        Dimensions end() {
            putLong(0);
            return Dimensions.ofEncoded(toByteArray());
        }
    }

    void restart() {
        count = 0;
    }

    /**
     * Adds a label of {@code record}, at most {@link UsageLimits#MAX_DIMENSIONS}; its name and value are ASCII.
     *
     * @return false, and nothing is added, when the name was added before
     */
    boolean add(byte[] record, int nameAt, int nameLength, int valueAt, int valueLength) {
        int place = count;
        while (place > 0) {
            int order = compare(record, NUMBERS * (place - 1), nameAt, nameLength);
            if (order == 0) {
                return false;
            }
            if (order < 0) {
                break;
            }
            place--;
        }
        int at = NUMBERS * place;
        System.arraycopy(labels, at, labels, at + NUMBERS, NUMBERS * (count - place));
        labels[at] = nameAt;
        labels[at + 1] = nameLength;
        labels[at + 2] = valueAt;
        labels[at + 3] = valueLength;
        count++;
        return true;
    }

    private int compare(byte[] record, int label, int nameAt, int nameLength) {
        int from = labels[label];
        return Arrays.compare(record, from, from + labels[label + 1], record, nameAt, nameAt + nameLength);
    }

    /** The labels that were added since {@link #restart}, all of {@code record}. */
    Dimensions encodeAdded(byte[] record) {
        if (count == 0) {
            return Dimensions.NONE;
        }
        out.start(count);
        for (int at = 0; at < NUMBERS * count; at += 2) {
            out.putLong(labels[at + 1]);
            out.putRaw(record, labels[at], labels[at + 1]);
        }
        return out.end();
    }

    /** Labels that were decoded; the same bytes as {@link #encodeAdded} has for them. */
    Dimensions encode(Map<String, String> decoded) {
        if (decoded.isEmpty()) {
            return Dimensions.NONE;
        }
        out.start(decoded.size());
        new TreeMap<>(decoded).forEach((name, value) -> {
            out.putText(name);
            out.putText(value);
        });
        return out.end();
    }
}
