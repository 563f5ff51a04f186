package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.load.Futures;
import com.clientmanager.credits.benchmarks.load.TopicLog;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The output topics of copy and transform, for one run. */
public final class TemporaryTopics {
    private final TopicSet topics;
    private int run;

    public TemporaryTopics(TopicSet topics) {
        this.topics = topics;
    }

    public String ledgerTopic() {
        return topics.prefix() + "temporary.ledger." + run;
    }

    public String otherTopic() {
        return topics.prefix() + "temporary.other." + run;
    }

    public TopicLog ledger() {
        return new TopicLog(
                topics.at().bootstrapServers(), ledgerTopic(), topics.accounts().partitions());
    }

    public void create() {
        run++;
        Map<String, String> config = Topic.CREDIT_LEDGER.config(1);
        int partitions = topics.accounts().partitions();
        try (Admin admin = admin()) {
            var unused = Futures.get(admin.createTopics(List.of(
                            new NewTopic(ledgerTopic(), partitions, (short) 1).configs(config),
                            new NewTopic(otherTopic(), partitions, (short) 1).configs(config)))
                    .all());
        }
    }

    public void delete() {
        try (Admin admin = admin()) {
            var unused = Futures.get(
                    admin.deleteTopics(Set.of(ledgerTopic(), otherTopic())).all());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", topics.at().bootstrapServers()));
    }
}
