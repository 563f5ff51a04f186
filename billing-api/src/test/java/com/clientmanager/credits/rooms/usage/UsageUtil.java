package com.clientmanager.credits.rooms.usage;

import com.clientmanager.credits.rooms.ledger.LedgerTables;

/** Breaks every rule of RoomsTest on purpose: a rule that this does not break checks nothing. */
public class UsageUtil {
    private final Double credits = 0.1;

    public String total(LedgerTables tables) {
        return credits.toString() + tables.rows();
    }
}
