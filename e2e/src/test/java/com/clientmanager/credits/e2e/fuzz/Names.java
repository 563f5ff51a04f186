package com.clientmanager.credits.e2e.fuzz;

/** The topics, as docs/topics.md names them. */
final class Names {
    static final String USAGE = "usage.recorded.v1";
    static final String COMMANDS = "account.commands.v1";
    static final String PRICES = "rate-card.v1";
    static final String LEDGER = "credit.ledger.v1";
    static final String BALANCES = "credit.balances.v1";
    static final String REJECTED = "usage.rejected.v1";
    static final String ENGINE_GROUP = "credit-aggregator";
    /** A header that meant something once. */
    static final String OLD_TICK_HEADER = "credits-clock";

    private Names() {}

    static String subject(String topic) {
        return topic + "-value";
    }
}
