package com.clientmanager.credits.benchmarks.load;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Account names, and the partition that Kafka's default partitioner assigns to each. */
public record Accounts(int count, int partitions) {
    private static final String PREFIX = "acc-";
    private static final int DIGITS = 8;

    /** acc-00000017; always 12 characters. */
    public String name(int number) {
        String digits = Integer.toString(number);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** Parses the number from a name. */
    public static int number(String name) {
        return Integer.parseInt(name, PREFIX.length(), name.length(), 10);
    }

    public byte[] key(int number) {
        return name(number).getBytes(StandardCharsets.US_ASCII);
    }

    public int partition(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
