package com.clientmanager.credits.aggregator.stream.store;

/**
 * The stored bytes of an account that was taken out of {@link StoredAccounts}; when they are owed, the store below does
 * not have them.
 */
final class TakenAccount {
    final byte[] bytes;
    final boolean isOwed;

    TakenAccount(byte[] bytes, boolean isOwed) {
        this.bytes = bytes;
        this.isOwed = isOwed;
    }
}
