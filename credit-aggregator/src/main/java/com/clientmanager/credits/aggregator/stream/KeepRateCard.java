package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the rate card as rate-card.v1 says it (R5); the global thread's only step. */
final class KeepRateCard implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(KeepRateCard.class);

    private final PatientReader<ActionPrices> reader;
    private final Tally tally;
    private RateCardStore store;

    KeepRateCard(PatientReader<ActionPrices> reader, Tally tally) {
        this.reader = reader;
        this.tally = tally;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(RateCardStore.NAME);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            keep(record.key(), record.value());
        } catch (RegistryStillAway e) {
            throw e;
        } catch (RuntimeException e) {
            // What was known of the action still holds; events that need the new version are rejected and can be
            // replayed (R4).
            LOG.error(
                    "A price on rate-card.v1 cannot be taken and is left out: {}",
                    RejectionEncoder.bounded(String.valueOf(e.getMessage())));
            tally.priceLeftOut();
        }
    }

    private void keep(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            throw new MalformedRecordException("the record has no key");
        }
        if (value == null) {
            store.remove(new String(key, StandardCharsets.UTF_8));
            return;
        }
        ActionPrices prices = reader.read(value);
        PriceLimits.check(key, prices);
        store.put(prices);
    }
}
