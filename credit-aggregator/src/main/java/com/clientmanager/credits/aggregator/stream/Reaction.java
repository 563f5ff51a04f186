package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.InvariantViolationException;
import com.clientmanager.credits.aggregator.stream.store.OldStateException;
import com.clientmanager.credits.aggregator.stream.transactions.UndecidedTransaction;
import java.time.Duration;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what an exception means that ends a stream thread. Nothing that a broken invariant touched may be committed,
 * and reading it again would break it again: the client stops, and a person looks. An outage is tried again from the
 * last commit for as long as it lasts; anything else is a defect, which may pass a few times.
 */
final class Reaction implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Reaction.class);

    private final Replacements replacements;
    private final Pause pause;
    private volatile @Nullable String stoppedBecause;

    /** How the failed thread waits for its successor to be due. */
    interface Pause {
        void lasting(Duration time) throws InterruptedException;
    }

    Reaction(Replacements replacements, Pause pause) {
        this.replacements = replacements;
        this.pause = pause;
    }

    /** Why the client was stopped for good; null while it was not. */
    @Nullable
    String stoppedBecause() {
        return stoppedBecause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable thrown) {
        Throwable deepest = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvariantViolationException || cause instanceof UndecidedTransaction) {
                return stop("nothing of this transaction is committed: " + cause.getMessage(), thrown);
            }
            if (cause instanceof OldStateException) {
                return stop(String.valueOf(cause.getMessage()));
            }
            if (isUnwritable(cause)) {
                return stop("a record cannot be written: " + thrown.getMessage() + ": " + cause.getMessage(), thrown);
            }
            if (cause instanceof RegistryStillAway) {
                return replace(thrown);
            }
            if (cause instanceof Error && !(cause instanceof AssertionError)) {
                return stop(cause.toString(), thrown);
            }
            deepest = cause;
        }
        return isOutage(deepest) ? replace(thrown) : replaceOrStop(deepest, thrown);
    }

    private static StreamThreadExceptionResponse replace(Throwable thrown) {
        LOG.error("A stream thread failed and is replaced; it goes on from its last commit", thrown);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse replaceOrStop(Throwable deepest, Throwable thrown) {
        if (replacements.areExhausted()) {
            return stop("too many failures, the last: " + deepest, thrown);
        }
        Duration wait = replacements.pause();
        LOG.error("A stream thread failed and is replaced in {}; it goes on from its last commit", wait, thrown);
        try {
            pause.lasting(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** In one sentence that says what to do; a stack trace would bury it. */
    private StreamThreadExceptionResponse stop(String why) {
        LOG.error("STOPPED, {}", why);
        stoppedBecause = why;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private StreamThreadExceptionResponse stop(String why, Throwable thrown) {
        LOG.error("STOPPED, {}", why, thrown);
        stoppedBecause = why;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * What brokers answer, or do not answer, may pass. A missing right, a wrong password, a topic or a protocol that
     * the broker does not have, a corrupt record and an error that the broker itself cannot explain do not pass by
     * waiting.
     */
    private static boolean isOutage(Throwable deepest) {
        return deepest instanceof ApiException
                && !(deepest instanceof InvalidConfigurationException
                        || deepest instanceof AuthorizationException
                        || deepest instanceof CorruptRecordException
                        || deepest instanceof UnsupportedForMessageFormatException
                        || deepest instanceof UnknownServerException);
    }

    /** A record that no broker takes and no serializer writes: it is the same when it is read again. */
    private static boolean isUnwritable(Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException
                || cause instanceof InvalidRecordException
                || cause instanceof SerializationException;
    }
}
