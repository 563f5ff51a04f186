package com.clientmanager.credits.aggregator.stream;

/**
 * The registry could not be asked for as long as an open transaction may wait: the thread starts again and the record
 * is read again (R4).
 */
public final class RegistryStillAway extends RuntimeException {
    RegistryStillAway(String message, Throwable cause) {
        super(message, cause);
    }
}
