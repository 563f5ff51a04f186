package com.clientmanager.credits.aggregator.stream.transactions;

/** What the coordinator has decided on a transaction. */
enum Outcome {
    COMMITTED,
    ABORTED,
    /** Nothing yet, or nothing any more: the coordinator's log does not tell. */
    NOT_KNOWN
}
