package com.clientmanager.credits.billing.sql;

import java.sql.SQLException;

/** The database refused a statement or is away. Callers see a 503 or 500 without the statement. */
public final class SqlFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";
    private final SQLException reason;

    public SqlFailed(SQLException reason) {
        super(reason);
        this.reason = reason;
    }

    /** The database cannot be reached or asked now: the same request may be repeated (SQLSTATE classes 08, 53, 57). */
    public boolean isOutage() {
        String state = reason.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    public boolean isDuplicate() {
        return UNIQUE_VIOLATION.equals(reason.getSQLState());
    }
}
