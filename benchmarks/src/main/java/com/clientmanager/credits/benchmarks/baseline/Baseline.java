package com.clientmanager.credits.benchmarks.side;

/** The sides that run from this module; ours is the aggregator itself. */
public enum SideKind {
    /** R0: consumer to transactional producer, bytes. */
    COPY("R0 copy"),
    /** R1: R0 plus Avro decode, price and Avro encode; no state. */
    TRANSFORM("R1 transform"),
    /** PostgreSQL, one transaction an event. */
    PG1("PG1 an event"),
    /** PostgreSQL, set-based batches. */
    PGN("PGN batches");

    private final String title;

    SideKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
