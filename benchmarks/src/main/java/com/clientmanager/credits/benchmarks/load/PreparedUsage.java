package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A load's records, made before the clock starts and kept in a file, which the page cache holds: what sends them then costs the machine little more than
 * Kafka's producer does.
 */
final class PreparedUsage implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path file;
    private final DataInputStream records;

    private PreparedUsage(Path file, DataInputStream records) {
        this.file = file;
        this.records = records;
    }

    /** Takes one record. */
    interface Taker {
        /** {@code number} is its event's; a copy has its original's. */
        void take(int number, int partition, byte[] key, byte[] value);
    }

    /** Makes the first {@code events} events of {@code load}, in order. */
    static PreparedUsage of(UsageLoad load, long events, AvroWire<UsageRecorded> wire, Path folder) {
        try {
            Path file = Files.createTempFile(folder, "usage", ".load");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    DataOutputStream out = new DataOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES))) {
                for (long n = 0; n < events; n++) {
                    long original = load.original(n);
                    byte[] key = load.accounts().key(load.account(original));
                    out.writeInt(Math.toIntExact(original));
                    out.writeInt(load.accounts().partition(key));
                    write(key, out);
                    write(wire.encode(load.record(original)), out);
                }
                out.flush();
                channel.force(false); // or the disk would be busy with it while the clock runs
            }
            return new PreparedUsage(
                    file, new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the next one in order. */
    void next(Taker taker) {
        try {
            taker.take(records.readInt(), records.readInt(), read(), read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
        Files.delete(file);
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private byte[] read() throws IOException {
        byte[] bytes = new byte[records.readInt()];
        records.readFully(bytes);
        return bytes;
    }
}
