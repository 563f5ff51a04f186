package com.clientmanager.credits.benchmarks.side;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * R0: the event's bytes, filled up to the size of our engine's line with the bytes of the event before it, so that compression finds as much in
 * them as in the input. Not thread-safe.
 */
final class Copy implements Step {
    private final int size;
    private byte[] before = new byte[0];

    Copy(SidePlan.Output output) {
        size = output.lineBytes();
    }

    @Override
    public byte[] line(ConsumerRecord<byte[], byte[]> event) {
        byte[] value = event.value();
        byte[] line = new byte[size];
        int own = Math.min(size, value.length);
        System.arraycopy(value, 0, line, 0, own);
        System.arraycopy(before, 0, line, own, Math.min(size - own, before.length));
        before = value;
        return line;
    }
}
