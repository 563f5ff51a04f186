package com.clientmanager.credits.benchmarks.load;

import com.clientmanager.credits.schemas.RegistryAvroCodec;
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
 * Records of a load, encoded before the measurement and stored in a file in the page cache, so that sending costs
 * little more than Kafka's producer does.
 */
public final class PreparedUsage implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path file;
    private final DataInputStream records;

    private PreparedUsage(Path file, DataInputStream records) {
        this.file = file;
        this.records = records;
    }

    /** Handles one record. */
    public interface RecordHandler {
        /** {@code number} is the event number; a duplicate has that of the original. */
        void handle(int number, int partition, byte[] key, byte[] value);
    }

    /** Encodes the first {@code events} events of {@code load}, in order. */
    public static PreparedUsage of(UsageLoad load, long events, RegistryAvroCodec<UsageRecorded> wire, Path folder) {
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
                channel.force(false); // otherwise the disk would be busy with it during the measurement
            }
            return new PreparedUsage(
                    file, new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes the next record to the handler. */
    public void next(RecordHandler handler) {
        try {
            handler.handle(records.readInt(), records.readInt(), read(), read());
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
