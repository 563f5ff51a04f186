package com.clientmanager.credits.aggregator.stream;

/**
 * Told which partitions the instance works on and whether time passes there, so that somebody can let it pass where
 * nothing happens.
 */
public interface PartitionWatch {
    /** Nobody is told. */
    PartitionWatch NOBODY = new PartitionWatch() {
        @Override
        public void active(int partition) {}

        @Override
        public void inactive(int partition) {}
    };

    /** A task of this instance works on {@code partition} and has read a record of it lately. */
    void active(int partition);

    /** It does not any more. */
    void inactive(int partition);
}
