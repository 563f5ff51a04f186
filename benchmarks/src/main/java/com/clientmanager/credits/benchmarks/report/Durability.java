package com.clientmanager.credits.benchmarks.report;

/** Pairs of settings under which Kafka and PostgreSQL give the same guarantee for a power failure. */
public enum Durability {
    /** Kafka's default (page cache, and replicas in production), synchronous_commit=off. */
    AS_IS("as is"),
    /** flush.messages=1, synchronous_commit=on. */
    FLUSHED("flushed");

    private final String label;

    Durability(String label) {
        this.label = label;
    }

    /** The name in the report. */
    public String label() {
        return label;
    }

    public boolean waitsForDisk() {
        return this == FLUSHED;
    }
}
