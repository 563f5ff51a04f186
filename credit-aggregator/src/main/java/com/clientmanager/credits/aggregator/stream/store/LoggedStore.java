package com.clientmanager.credits.aggregator.stream.store;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a store with a changelog around an ordinary RocksDB store, without Streams' record cache. */
public final class LoggedStore<S extends StateStore> implements StoreBuilder<S> {
    /**
     * The changelog is rewritten often at its tail and seldom elsewhere: small segments let the cleaner drop superseded
     * records soon, which is what a restore would have to read. An account at all its limits takes about 1 MB: more
     * than Kafka's default.
     */
    static final Map<String, String> CHANGELOG = Map.of(
            "compression.type",
            "producer",
            "segment.bytes",
            Integer.toString(64 * 1024 * 1024),
            "max.message.bytes",
            Integer.toString(3 * 1024 * 1024));

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;
    private final Function<KeyValueStore<Bytes, byte[]>, S> around;

    private LoggedStore(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> inner, Function<KeyValueStore<Bytes, byte[]>, S> around) {
        this.inner = inner;
        this.around = around;
    }

    /**
     * A store named {@code name}, made by {@code around} from the RocksDB store of the same name, which logs what is
     * put into it.
     */
    public static <S extends StateStore> StoreBuilder<S> around(
            String name, Function<KeyValueStore<Bytes, byte[]>, S> around) {
        return new LoggedStore<>(plain(name), around);
    }

    /** The same around a RocksDB store that logs nothing: what {@code around} makes logs by itself. */
    public static <S extends StateStore> StoreBuilder<S> loggedBy(
            String name, Function<KeyValueStore<Bytes, byte[]>, S> around) {
        return new LoggedStore<>(unlogged(name).withLoggingDisabled(), around);
    }

    /** The logged RocksDB store itself. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> plain(String name) {
        return unlogged(name).withLoggingEnabled(CHANGELOG);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> unlogged(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
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
        throw new UnsupportedOperationException("is logged as it says");
    }

    @Override
    public StoreBuilder<S> withLoggingDisabled() {
        throw new UnsupportedOperationException("credits must survive the machine");
    }

    @Override
    public Map<String, String> logConfig() {
        return CHANGELOG;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return inner.name();
    }
}
