package com.clientmanager.credits.benchmarks.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Counters that two processes share through a mapped file, so that reading them does not slow the worker down. */
public final class SharedProgress {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer counters;
    private final int workers;

    private SharedProgress(ByteBuffer counters, int workers) {
        this.counters = counters;
        this.workers = workers;
    }

    public static SharedProgress open(Path file, int workers) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedProgress(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) workers * Long.BYTES), workers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only worker {@code worker} calls this for its number. */
    public void committed(int worker, long events) {
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
