package com.clientmanager.credits.schemas;

/**
 * The registry could not be asked, or the deploy step has not run: an outage. The caller tries again; it never rejects
 * for it (R4).
 */
public final class RegistryUnavailableException extends RuntimeException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
