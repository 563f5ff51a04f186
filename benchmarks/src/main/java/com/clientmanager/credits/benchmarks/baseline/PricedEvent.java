package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.benchmarks.load.CrmAction;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A decoded, identified and priced event. */
public record PricedEvent(
        UUID identity, UsageRecorded event, long unitPrice, long micros, long offset, long recordedAt) {
    public static final String PRICE_VERSION = "bench-1";
    public static final String PLAN = "growth";

    /** The dimensions as JSON; those of the load need no escapes. */
    String dimensions() {
        if (event.getDimensions().isEmpty()) {
            return "{}";
        }
        StringBuilder json = new StringBuilder(128);
        event.getDimensions()
                .forEach((name, value) -> json.append(json.isEmpty() ? "{\"" : ",\"")
                        .append(name)
                        .append("\":\"")
                        .append(value)
                        .append('"'));
        return json.append('}').toString();
    }

    /** Not thread-safe. */
    public static final class Pricing {
        private final RegistryAvroCodec<UsageRecorded> usage;
        private final MessageDigest digest;

        Pricing(RegistryAvroCodec<UsageRecorded> usage) {
            this.usage = usage;
            try {
                digest = MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        PricedEvent price(ConsumerRecord<byte[], byte[]> record) {
            UsageRecorded event = usage.decode(record.value());
            long price = CrmAction.unitPriceMicros(event.getAction());
            long micros = Math.multiplyExact(price, event.getQuantity());
            return new PricedEvent(identity(event), event, price, micros, record.offset(), record.timestamp());
        }

        private UUID identity(UsageRecorded event) {
            digest.update(event.getSource().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(event.getId().getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        }
    }
}
