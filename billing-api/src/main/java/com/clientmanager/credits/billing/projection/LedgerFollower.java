package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.LedgerEntryPosted;

/**
 * Is told each new ledger line that is not a charge, in order per account, in the projector's transaction: what it
 * writes commits with the line, and what it throws rolls the batch back. After a rebuild of the projections it is told
 * again: what it does must be idempotent.
 */
public interface LedgerFollower {
    void follow(LedgerEntryPosted line);
}
