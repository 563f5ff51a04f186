package com.clientmanager.credits.benchmarks.baseline;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * R0: the event's bytes, padded to the size of the engine's entry with those of the previous event, so that they
 * compress like the input. Not thread-safe.
 */
public final class Copy implements KafkaWorker.Mapper {
    private final int size;
    private byte[] previous = new byte[0];

    public Copy(BaselinePlan.Output output) {
        size = output.entryBytes();
    }

    @Override
    public byte[] entry(ConsumerRecord<byte[], byte[]> event) {
        byte[] value = event.value();
        byte[] entry = new byte[size];
        int own = Math.min(size, value.length);
        System.arraycopy(value, 0, entry, 0, own);
        System.arraycopy(previous, 0, entry, own, Math.min(size - own, previous.length));
        previous = value;
        return entry;
    }
}
