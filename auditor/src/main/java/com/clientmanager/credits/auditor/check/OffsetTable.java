package com.clientmanager.credits.auditor.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One 64-bit mark for each offset of a topic, by partition; 0 means none. Eight bytes an offset. */
final class OffsetTable {
    private static final int FIRST_SIZE = 1 << 12;

    private final Map<Integer, Long> firstOffsets;
    private final Map<Integer, long[]> marks = new HashMap<>();

    /** @param firstOffsets the first offset still on the topic, by partition; marks before it are ignored */
    OffsetTable(Map<Integer, Long> firstOffsets) {
        this.firstOffsets = Map.copyOf(firstOffsets);
    }

    /** Whether the offset had no mark before, or lies before the topic's first record. */
    boolean mark(int partition, long offset, long value) {
        long index = offset - firstOffsets.getOrDefault(partition, 0L);
        if (index < 0) {
            return true;
        }
        long[] table = marks.computeIfAbsent(partition, p -> new long[FIRST_SIZE]);
        if (index >= table.length) {
            table = Arrays.copyOf(table, Math.toIntExact(Math.max(index + 1, table.length * 2L)));
            marks.put(partition, table);
        }
        boolean fresh = table[(int) index] == 0;
        table[(int) index] = value == 0 ? 1 : value;
        return fresh;
    }

    long at(int partition, long offset) {
        long index = offset - firstOffsets.getOrDefault(partition, 0L);
        long[] table = marks.get(partition);
        return table == null || index < 0 || index >= table.length ? 0 : table[(int) index];
    }
}
