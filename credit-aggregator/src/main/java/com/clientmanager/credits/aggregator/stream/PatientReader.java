package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes records and waits while the registry cannot be asked: an outage is not a rejection (R4). {@link RegistryHold}
 * keeps records of schemas that nobody has asked about from coming this far, so that for the task's inputs the wait is
 * the last line of defence; the rate card, whose thread holds nothing else up, relies on it.
 */
final class PatientReader<T extends SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(PatientReader.class);
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final RegistryAvroCodec<T> wire;
    private final Duration patience;
    private final IntPredicate isMissing;

    /**
     * A reader of {@code wire}.
     *
     * @param isMissing whether the registry has said of a schema id that there is none, so that its record is judged
     *     although the registry is away now
     */
    PatientReader(RegistryAvroCodec<T> wire, Duration patience, IntPredicate isMissing) {
        this.wire = wire;
        this.patience = patience;
        this.isMissing = isMissing;
    }

    /**
     * The id of our own version of the schema.
     *
     * @throws RegistryUnavailableException as {@link RegistryAvroCodec#schemaId}, which is asked once
     */
    int schemaId() {
        return wire.schemaId();
    }

    /**
     * The record in {@code bytes}.
     *
     * @throws MalformedRecordException when it is none
     * @throws RegistryStillAway when the registry could not be asked for longer than the patience
     */
    T read(byte[] bytes) {
        try {
            return wire.decode(bytes);
        } catch (RegistryUnavailableException away) {
            int id = ByteBuffer.wrap(bytes).getInt(1);
            if (isMissing.test(id)) {
                throw new MalformedRecordException("schema id " + id + " is not known to the registry", away);
            }
            return readWhenBack(bytes, away);
        }
    }

    private T readWhenBack(byte[] bytes, RegistryUnavailableException first) {
        LOG.warn("The task waits for the schema registry: {}", first.getMessage());
        long until = System.nanoTime() + patience.toNanos();
        long pauseMs = FIRST_PAUSE_MS;
        RegistryUnavailableException last = first;
        while (System.nanoTime() < until) {
            pause(pauseMs, last);
            pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
            try {
                T record = wire.decode(bytes);
                LOG.info("The schema registry answers again.");
                return record;
            } catch (RegistryUnavailableException away) {
                last = away;
            }
        }
        throw new RegistryStillAway("the schema registry is still away: " + last.getMessage(), last);
    }

    private static void pause(long pauseMs, RegistryUnavailableException why) {
        try {
            Thread.sleep(pauseMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryStillAway("stopped while waiting for the schema registry", why);
        }
    }
}
