package com.clientmanager.credits.benchmarks.side;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a side's process is told.
 *
 * @param workers threads, each with partitions, and a producer or database connection, of its own
 * @param progress file in which each worker counts the events it has committed
 */
public record SidePlan(SideKind kind, Input input, Output output, Database database, int workers, String progress) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** From where to where each partition of the topic is read; the first and last+1 offsets are indexed by partition. */
    public record Input(String bootstrap, String registryUrl, String prefix, List<Long> from, List<Long> to) {
        public long events() {
            long sum = 0;
            for (int partition = 0; partition < from.size(); partition++) {
                sum += to.get(partition) - from.get(partition);
            }
            return sum;
        }
    }

    /**
     * Written for each event: one record to the lines' topic. Beside them, to the other topic, what our engine writes of balances and state.
     *
     * @param lineBytes size of a line's value (R0; R1 writes real lines)
     * @param besideRecords records beside, in thousandths of an event
     * @param besideBytes size of each of them
     */
    public record Output(
            String lines, String beside, int commitMs, int lineBytes, int besideRecords, int besideBytes) {}

    /** A PostgreSQL database, and whether a commit waits for the disk. */
    public record Database(String url, String user, String password, boolean waitsForDisk, int batch) {}

    public void write(Path file) {
        try {
            JSON.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SidePlan read(Path file) {
        try {
            return JSON.readValue(file.toFile(), SidePlan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
