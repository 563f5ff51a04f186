package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Ten kinds of bytes that no event is made of; each must be kept, rejected, and stop no other record. */
final class Poison {
    static final int KINDS = 10;
    private static final int UNKNOWN_SCHEMA = 9_999;
    private static final int LARGE = 200_000;

    private final Random random;
    private final int otherRecord;

    Poison(SchemaRegistryClient registry, long seed) {
        random = new Random(seed);
        otherRecord = RegistryAvroCodec.<AccountBalance>of(registry, Topic.CREDIT_BALANCES, "")
                .schemaId();
    }

    /** @param good an event's true bytes, which some kinds damage */
    byte[] of(int kind, byte[] good) {
        return switch (kind) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {0};
            case 2 -> text("{\"action\":\"sms.send\",\"quantity\":3}");
            case 3 -> withSchema(good, UNKNOWN_SCHEMA);
            case 4 -> withSchema(good, otherRecord);
            case 5 -> Arrays.copyOf(good, good.length / 2);
            case 6 -> Arrays.copyOf(good, good.length + 3);
            case 7 -> withSchema(noise(64), ByteBuffer.wrap(good).getInt(1));
            case 8 -> noise(LARGE);
            case 9 -> withSchema(good, -1);
            default -> throw new IllegalArgumentException("no kind " + kind);
        };
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        noise[0] = 0;
        return noise;
    }

    private static byte[] withSchema(byte[] bytes, int id) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(1, id);
        return changed;
    }

    private static byte[] text(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
