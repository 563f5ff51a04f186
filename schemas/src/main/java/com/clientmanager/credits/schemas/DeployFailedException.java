package com.clientmanager.credits.schemas;

import org.jspecify.annotations.Nullable;

/** The topics or schemas could not be brought to what the code states; the message says which and what to do. */
public final class DeployFailedException extends RuntimeException {
    public DeployFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
