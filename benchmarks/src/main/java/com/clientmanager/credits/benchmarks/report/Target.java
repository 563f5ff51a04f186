package com.clientmanager.credits.benchmarks.report;

import com.clientmanager.credits.benchmarks.run.Durability;

/** The ratios that are promised, each with what must be reached and what is aimed at. */
public enum Bar {
    OURS_R1("ours/r1", "OURS / R1 transform", Durability.AS_IS, "OURS", "TRANSFORM", 0.45, 0.70),
    OURS_PGN("ours/pgn", "OURS / PGN, neither waits for the disk", Durability.AS_IS, "OURS", "PGN", 2, 4),
    OURS_PGN_FLUSHED("ours/pgn flushed", "OURS / PGN, both wait for the disk", Durability.FLUSHED, "OURS", "PGN", 2, 4),
    OURS_PG1("ours/pg1", "OURS / PG1, neither waits for the disk", Durability.AS_IS, "OURS", "PG1", 15, 30),
    OURS_PG1_FLUSHED(
            "ours/pg1 flushed", "OURS / PG1, both wait for the disk", Durability.FLUSHED, "OURS", "PG1", 15, 30),
    IDENTITIES("identities", "many identities / one minute of them", Durability.AS_IS, "aged", "young", 0.7, 0.9),
    ACCOUNTS("accounts", "many accounts / few", Durability.AS_IS, "young", "few", 0.7, 0.9),
    AN_HOUR(
            "identities, a tenth",
            "a tenth of the identities / one minute of them (no bar)",
            Durability.AS_IS,
            "hour",
            "young",
            0,
            0),
    SOME_ACCOUNTS("accounts, a tenth", "a tenth of the accounts / few (no bar)", Durability.AS_IS, "some", "few", 0, 0),
    HOT("hot", "one account with 80% / even load, one thread", Durability.AS_IS, "hot", "even", 0.9, 1.0),
    COMPARED("compared", "this build / the build before", Durability.AS_IS, "after", "before", 0.97, 1.0),
    OURS_R0("ours/r0", "OURS / R0 copy (no bar)", Durability.AS_IS, "OURS", "COPY", 0, 0);

    private final String key;
    private final String title;
    private final Durability durability;
    private final String side;
    private final String other;
    private final double must;
    private final double aim;

    Bar(String key, String title, Durability durability, String side, String other, double must, double aim) {
        this.key = key;
        this.title = title;
        this.durability = durability;
        this.side = side;
        this.other = other;
        this.must = must;
        this.aim = aim;
    }

    public String key() {
        return key;
    }

    String title() {
        return title;
    }

    Durability durability() {
        return durability;
    }

    String side() {
        return side;
    }

    String other() {
        return other;
    }

    double must() {
        return must;
    }

    double aim() {
        return aim;
    }

    /** In words: what a median reaches. */
    String reached(double median) {
        if (must == 0) {
            return "";
        }
        return median >= aim ? "aim" : median >= must ? "must" : "no";
    }
}
