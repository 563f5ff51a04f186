package com.clientmanager.credits.aggregator.app;

import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Kafka's clients compress with lz4's native code. They ask for the fastest there is, and lz4-java offers its
 * native one only where the system class loader has loaded it, which is never so under Quarkus, or if it was loaded
 * before: this. In Java it took 6 % of the stream threads' time.
 */
final class NativeCompression {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCompression.class);

    private NativeCompression() {}

    /** Where there is no native code for this machine, the one in Java goes on being used. */
    static void load() {
        try {
            LZ4Factory.nativeInstance();
        } catch (LinkageError | RuntimeException e) {
            LOG.info("lz4 runs in Java, without native code for this machine: {}", e.toString());
        }
    }
}
