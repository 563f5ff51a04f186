package com.clientmanager.credits.aggregator.stream;

import java.nio.file.Path;

/** An aggregator in a process of its own, for a test that kills it. */
final class AggregatorChild {
    private AggregatorChild() {}

    public static void main(String[] args) throws InterruptedException {
        AggregatorConfig config = AggregatorConfig.of(
                new AggregatorConfig.Cluster(args[0], args[1], args[2], "aggregator", Path.of(args[3])), 1);
        new CreditAggregator(config, new Tally()).start();
        Thread.currentThread().join();
    }
}
