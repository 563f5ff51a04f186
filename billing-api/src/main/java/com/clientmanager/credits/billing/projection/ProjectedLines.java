package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A bean that must learn of ledger lines in the very transaction that projects them: cycles that begin, commands that were refused.
 * Each line is told once, in order per account, and once more after a rebuild: what is done with it must be idempotent.
 */
public interface ProjectedLines {
    /**
     * Called with the lines of a batch that are not charges, if there are any.
     *
     * @param connection the projection's; write with it and neither commit nor roll back
     */
    void projected(Connection connection, List<LedgerEntryPosted> notCharges) throws SQLException;
}
