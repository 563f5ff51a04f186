package com.clientmanager.credits.e2e.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Utils;

/**
 * Two well-behaved accounts on each partition, whose ledgers are known exactly, and others that hostile commands are
 * about.
 */
final class Accounts {
    private static final int GOOD_ON_EACH_PARTITION = 2;
    private static final int HOSTILE_OPENED = 8;

    private final List<String> good = new ArrayList<>();
    private final List<String> hostile = new ArrayList<>();
    private final Set<String> goodOnes;

    Accounts(int size) {
        for (int partition = 0; partition < FuzzPlan.PARTITIONS; partition++) {
            for (int i = 0, found = 0; found < GOOD_ON_EACH_PARTITION; i++) {
                String id = "good-" + partition + "-" + i;
                if (partitionOf(id) == partition) {
                    good.add(id);
                    found++;
                }
            }
        }
        goodOnes = new HashSet<>(good);
        for (int i = 0; i < HOSTILE_OPENED + size / 100; i++) {
            hostile.add("hostile-" + i);
        }
    }

    List<String> good() {
        return good;
    }

    Set<String> goodOnes() {
        return goodOnes;
    }

    boolean isHostile(String account) {
        return !goodOnes.contains(account);
    }

    /** Those of the hostile ones that billing-api opens; a forged command may open the others. */
    List<String> hostileOpened() {
        return hostile.subList(0, HOSTILE_OPENED);
    }

    String anyGood(SplittableRandom random) {
        return good.get(random.nextInt(good.size()));
    }

    /** As often one that billing-api opened as any. */
    String anyHostile(SplittableRandom random) {
        return hostile.get(random.nextInt(random.nextBoolean() ? HOSTILE_OPENED : hostile.size()));
    }

    /** Where Kafka's default partitioner puts the account. */
    static int partitionOf(String account) {
        return Utils.toPositive(Utils.murmur2(Shot.key(account))) % FuzzPlan.PARTITIONS;
    }
}
