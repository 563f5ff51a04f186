package com.clientmanager.credits.aggregator.stream.store;

/**
 * State on disk or on a changelog has a layout that this release does not read. Nothing may be charged on it:
 * identities that cannot be found again would let every retry be charged twice (R2).
 */
public final class OldStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OldStateException(String store) {
        super("the " + store + " store was written by another release, whose layout this one does not read:"
                + " go back to that release, or run `make reset`, which forgets all local data");
    }
}
