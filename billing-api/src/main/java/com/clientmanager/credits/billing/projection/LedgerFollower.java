package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.LedgerEntryPosted;

/**
 * Is told each new ledger line that is not a charge, once, in the projector's transaction: what it writes commits with the line, and
 * what it throws rolls the batch back.
 */
public interface LedgerFollower {
    void follow(LedgerEntryPosted line);
}
