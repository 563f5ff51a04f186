package com.clientmanager.credits.benchmarks.baseline;

/** What the engine is compared with. */
public enum Baseline {
    /** R0: consumer to transactional producer, bytes. */
    COPY("R0 copy"),
    /** R1: R0 plus Avro decode, price and Avro encode; no state. */
    TRANSFORM("R1 transform"),
    /** PostgreSQL, one transaction per event. */
    PG1("PG1 per event"),
    /** PostgreSQL, set-based batches. */
    PGN("PGN batches");

    private final String title;

    Baseline(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
