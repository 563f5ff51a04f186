package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.sql.SqlFailed;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;

/**
 * Separates what passes by itself (database, broker or registry away, another instance at work) from what a record
 * causes.
 */
final class Outage {
    private Outage() {}

    static boolean is(Throwable thrown) {
        boolean inTransaction = false;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return SqlFailed.isOutage(refused);
            }
            if (cause instanceof KafkaException
                    || cause instanceof RegistryUnavailableException
                    || cause instanceof ProjectionOvertaken) {
                return true;
            }
            inTransaction |= cause instanceof QuarkusTransactionException;
        }
        // The transaction ended without an answer of the database: it took too long, or its end is not known.
        return inTransaction;
    }

    /** The database's own words, where it has any. */
    static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return "PostgreSQL cannot hold it, SQLSTATE " + refused.getSQLState() + ": " + refused.getMessage();
            }
        }
        return thrown instanceof ProjectionStopped ? String.valueOf(thrown.getMessage()) : thrown.toString();
    }
}
