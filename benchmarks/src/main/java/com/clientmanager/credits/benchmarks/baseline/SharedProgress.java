package com.clientmanager.credits.benchmarks.side;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Counters that two processes share through a mapped file, so that watching a side costs it nothing. */
public final class Progress {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer counters;
    private final int workers;

    private Progress(ByteBuffer counters, int workers) {
        this.counters = counters;
        this.workers = workers;
    }

    public static Progress open(Path file, int workers) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Progress(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) workers * Long.BYTES), workers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only worker {@code worker} calls this for its number. */
    void committed(int worker, long events) {
        LONGS.setVolatile(counters, worker * Long.BYTES, events);
    }

    /** Events committed by all workers. */
    public long events() {
        long sum = 0;
        for (int worker = 0; worker < workers; worker++) {
            sum += (long) LONGS.getVolatile(counters, worker * Long.BYTES);
        }
        return sum;
    }
}
