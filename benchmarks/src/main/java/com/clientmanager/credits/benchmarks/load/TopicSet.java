package com.clientmanager.credits.benchmarks.load;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.schemas.SchemaDeploy;
import com.clientmanager.credits.schemas.Topic;

/**
 * A set of topics with its accounts, so that several variants share one broker.
 *
 * @param prefix of every topic name
 */
public record TopicSet(Addresses at, String prefix, Accounts accounts, AccountDistribution distribution) {
    private static final int DUPLICATE_PERCENT = 5;

    /** Kafka Streams' application id of the engine on these topics, which is also its group id. */
    public String applicationId() {
        return prefix + "credit-aggregator";
    }

    /** The changelog topic of one of the engine's stores. */
    public String changelog(String store) {
        return applicationId() + "-" + store + "-changelog";
    }

    public void deploy() {
        SchemaDeploy.run(at.bootstrapServers(), at.registryUrl(), prefix, accounts.partitions());
    }

    public TopicLog log(Topic topic) {
        return new TopicLog(at.bootstrapServers(), topic.topicName(prefix), topic.partitions(accounts.partitions()));
    }

    /** A load on these accounts; event times start at {@code from}, UTC milliseconds. */
    public UsageLoad load(long seed, long from) {
        return new UsageLoad(seed, accounts, distribution, from, DUPLICATE_PERCENT);
    }
}
