package com.clientmanager.credits.schemas;

/** The registry could not be asked, or the deploy step has not run: an outage. The caller tries again; it never rejects for it (R4). */
public final class RegistryUnavailable extends RuntimeException {
    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
