package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.schemas.SchemaDeploy;
import com.clientmanager.credits.schemas.Topic;

/**
 * A set of topics of its own with its accounts, so that several can be compared on one broker.
 *
 * @param prefix before every topic name
 */
record Arena(Addresses at, String prefix, Accounts accounts, Spread spread) {
    private static final int COPY_PERCENT = 5;

    void deploy() {
        SchemaDeploy.run(at.bootstrapServers(), at.registryUrl(), prefix, accounts.partitions());
    }

    TopicLog log(Topic topic) {
        return new TopicLog(at.bootstrapServers(), topic.topicName(prefix), topic.partitions(accounts.partitions()));
    }

    /** Another seed has other identities; event times begin at {@code from}, UTC milliseconds. */
    UsageLoad load(long seed, long from) {
        return new UsageLoad(seed, accounts, spread, from, COPY_PERCENT);
    }
}
