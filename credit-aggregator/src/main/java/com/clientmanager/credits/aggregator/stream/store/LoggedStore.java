package com.clientmanager.credits.aggregator.stream.store;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a store around an ordinary RocksDB store with a changelog and without Streams' record cache. */
public final class LoggedStore<S extends StateStore> implements StoreBuilder<S> {
    /**
     * The changelog is rewritten often at its tail and seldom elsewhere: small segments let the cleaner drop superseded records soon, which is
     * what a restore would have to read.
     */
    static final Map<String, String> CHANGELOG =
            Map.of("compression.type", "producer", "segment.bytes", Integer.toString(64 * 1024 * 1024));

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;
    private final Function<KeyValueStore<Bytes, byte[]>, S> around;

    private LoggedStore(String name, Function<KeyValueStore<Bytes, byte[]>, S> around) {
        this.inner = plain(name);
        this.around = around;
    }

    /** A store named {@code name}, made by {@code around} from the logged RocksDB store of the same name. */
    public static <S extends StateStore> StoreBuilder<S> around(
            String name, Function<KeyValueStore<Bytes, byte[]>, S> around) {
        return new LoggedStore<>(name, around);
    }

    /** The logged RocksDB store itself. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> plain(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    @Override
    public S build() {
        return around.apply(inner.build());
    }

    @Override
    public StoreBuilder<S> withCachingEnabled() {
        throw new UnsupportedOperationException("the heap is the cache");
    }

    @Override
    public StoreBuilder<S> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingDisabled() {
        throw new UnsupportedOperationException("credits must survive the machine");
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
