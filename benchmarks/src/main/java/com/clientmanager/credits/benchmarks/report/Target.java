package com.clientmanager.credits.benchmarks.report;

/** The reported ratios, each with the required and the desired value. */
public enum Target {
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
            "a tenth of the identities / one minute of them (no target)",
            Durability.AS_IS,
            "hour",
            "young",
            0,
            0),
    SOME_ACCOUNTS(
            "accounts, a tenth", "a tenth of the accounts / few (no target)", Durability.AS_IS, "some", "few", 0, 0),
    HOT("hot", "one account with 80% / even load, one thread", Durability.AS_IS, "hot", "even", 0.9, 1.0),
    COMPARED("compared", "this build / the build before", Durability.AS_IS, "after", "before", 0.97, 1.0),
    OURS_R0("ours/r0", "OURS / R0 copy (no target)", Durability.AS_IS, "OURS", "COPY", 0, 0);

    private final String key;
    private final String title;
    private final Durability durability;
    private final String variant;
    private final String other;
    private final double must;
    private final double aim;

    Target(String key, String title, Durability durability, String variant, String other, double must, double aim) {
        this.key = key;
        this.title = title;
        this.durability = durability;
        this.variant = variant;
        this.other = other;
        this.must = must;
        this.aim = aim;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public Durability durability() {
        return durability;
    }

    public String variant() {
        return variant;
    }

    public String other() {
        return other;
    }

    public double must() {
        return must;
    }

    public double aim() {
        return aim;
    }

    /** What the median reaches: "aim", "must", "no", or "" without a target. */
    public String reached(double median) {
        if (must == 0) {
            return "";
        }
        return median >= aim ? "aim" : median >= must ? "must" : "no";
    }
}
