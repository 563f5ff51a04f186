package com.clientmanager.credits.benchmarks.baseline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The parameters of a baseline process.
 *
 * @param workers threads, each with its own partitions and producer or database connection
 * @param progress file in which each worker counts the events it has committed
 */
public record BaselinePlan(Baseline kind, Input input, Output output, Database database, int workers, String progress) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The range to read: first and end offset by partition. */
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
     * One record per event to the ledger topic; to the other topic, as much as the engine writes as balances and state.
     *
     * @param entryBytes size of an entry (R0; R1 writes real entries)
     * @param otherRecordsPermille records on the other topic, in thousandths of an event
     * @param otherBytes size of each of them
     */
    public record Output(
            String ledger, String other, int commitMs, int entryBytes, int otherRecordsPermille, int otherBytes) {}

    /** A PostgreSQL database, and whether a commit waits for the disk. */
    public record Database(String url, String user, String password, boolean waitsForDisk, int batch) {}

    public void write(Path file) {
        try {
            JSON.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BaselinePlan read(Path file) {
        try {
            return JSON.readValue(file.toFile(), BaselinePlan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
