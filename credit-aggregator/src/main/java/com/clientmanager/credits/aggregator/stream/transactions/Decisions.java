package com.clientmanager.credits.aggregator.stream.transactions;

/** Knows how transactions were decided. */
interface Decisions {
    /** The decision on {@code open}, a transaction of {@code transactionalId}. */
    Outcome on(String transactionalId, OpenTransaction open) throws InterruptedException;
}
