package com.clientmanager.credits.aggregator.stream.transactions;

import org.apache.kafka.common.KafkaException;

/**
 * A transaction is open on a partition and nobody knows how it was decided; to end it either way could lose ledger
 * lines or repeat them.
 */
public final class UndecidedTransaction extends KafkaException {
    private static final long serialVersionUID = 1L;

    UndecidedTransaction(String message) {
        super(message);
    }
}
