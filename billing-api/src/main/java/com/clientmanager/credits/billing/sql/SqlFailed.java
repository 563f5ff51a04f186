package com.clientmanager.credits.billing.sql;

import java.sql.SQLException;
import java.util.Set;

/** The database refused a statement or is away. Callers see a 503 or 500 without the statement. */
public final class SqlFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");
    private static final String UNIQUE_VIOLATION = "23505";
    /**
     * Connections, lack of resources, an operator's intervention, files that cannot be written, conflicts of
     * transactions, locks that are taken,
     * and a server that only reads since it is a standby.
     */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58", "40", "55", "25006");

    private final SQLException reason;

    public SqlFailed(SQLException reason) {
        super(reason);
        this.reason = reason;
    }

    /** As {@link #isOutage(SQLException)} of its reason. */
    public boolean isOutage() {
        return isOutage(reason);
    }

    /**
     * The database cannot be reached or asked now, or two transactions met: the same may be repeated. No SQLSTATE:
     * the pool has no connection.
     */
    public static boolean isOutage(SQLException reason) {
        String state = reason.getSQLState();
        return state == null || OUTAGES.stream().anyMatch(state::startsWith);
    }

    /** A value of the statement holds a character that no text column holds, such as NUL. */
    public boolean isUnstorableText() {
        return UNSTORABLE.contains(String.valueOf(reason.getSQLState()));
    }

    public boolean isDuplicate() {
        return UNIQUE_VIOLATION.equals(reason.getSQLState());
    }
}
