package com.clientmanager.credits.benchmarks.side;

import com.clientmanager.credits.benchmarks.load.CrmAction;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event that is decoded, identified and priced: what the PostgreSQL sides do before they ask the database. */
record Priced(UUID identity, UsageRecorded event, long unitPrice, long micros, long offset, long recordedAt) {
    static final String PRICE_VERSION = "bench-1";

    /** One for each worker; not thread-safe. */
    static final class Pricing {
        private final AvroWire<UsageRecorded> usage;
        private final Map<String, Long> prices = new HashMap<>();
        private final MessageDigest digest;

        Pricing(AvroWire<UsageRecorded> usage) {
            this.usage = usage;
            for (CrmAction action : CrmAction.values()) {
                prices.put(action.action(), action.unitPriceMicros());
            }
            try {
                digest = MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        Priced price(ConsumerRecord<byte[], byte[]> read) {
            UsageRecorded event = usage.decode(read.value());
            Long price = prices.get(event.getAction());
            if (price == null) {
                throw new IllegalArgumentException("no price for " + event.getAction());
            }
            long micros = Math.multiplyExact(price, event.getQuantity());
            return new Priced(identity(event), event, price, micros, read.offset(), read.timestamp());
        }

        private UUID identity(UsageRecorded event) {
            digest.update(event.getSource().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(event.getId().getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        }
    }
}
