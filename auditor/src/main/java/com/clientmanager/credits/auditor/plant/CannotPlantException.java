package com.clientmanager.credits.auditor.plant;

/** What is recorded has nothing that a fault could be planted into. */
final class CannotPlantException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotPlantException(String message) {
        super(message);
    }
}
