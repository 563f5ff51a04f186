package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.rating.PriceVersion;
import com.clientmanager.credits.aggregator.rating.RateCard;
import com.clientmanager.credits.schemas.ActionPrices;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The whole rate card as one immutable object, the same for all tasks of the instance. In memory: a broken RocksDB
 * global store would stop every start under exactly-once (KAFKA-21034), and the topic is small.
 */
public final class RateCardStore implements StateStore {
    /** Name of the store. */
    public static final String NAME = "rate-card";

    private volatile RateCard card = RateCard.EMPTY;
    private volatile boolean open;

    /** Prices as they are now. */
    public RateCard card() {
        return card;
    }

    /** Replaces all versions of one action; called by the global thread alone. */
    void put(ActionPrices prices) {
        List<PriceVersion> versions = prices.getVersions().stream()
                .map(version -> new PriceVersion(
                        version.getVersion(),
                        version.getEffectiveFrom(),
                        version.getKnownFrom(),
                        version.getPlan(),
                        Credits.ofMicros(version.getUnitPriceMicros())))
                .toList();
        card = card.with(prices.getAction(), versions);
    }

    /** Takes an action off the card. */
    void remove(String action) {
        card = card.with(action, List.of());
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        card = RateCard.EMPTY;
        // Global stores made by addGlobalStore restore through their processor, never through this callback.
        context.register(root, (StateRestoreCallback) (key, value) -> {
            throw new IllegalStateException("the rate card is read by its processor");
        });
        open = true;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        // Nothing lies anywhere but in the heap.
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Builds the store; without a changelog, since the topic itself is one. */
    static StoreBuilder<RateCardStore> builder() {
        return new Builder();
    }

    private static final class Builder implements StoreBuilder<RateCardStore> {
        @Override
        public RateCardStore build() {
            return new RateCardStore();
        }

        @Override
        public StoreBuilder<RateCardStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<RateCardStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<RateCardStore> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<RateCardStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }
}
