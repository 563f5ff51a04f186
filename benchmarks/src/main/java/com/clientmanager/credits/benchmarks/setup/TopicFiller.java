package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.load.BulkProducer;
import com.clientmanager.credits.benchmarks.load.TopicLog;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fills the usage topic before the measurement. */
public record TopicFiller(TopicSet topics, ProgressConsole console) {

    /**
     * A filled range of the topic. Slow baselines drain it only up to a mark.
     *
     * @param from first offset of each partition
     * @param marks ascending
     */
    public record FilledRange(UsageLoad load, List<Long> from, List<Mark> marks) {
        /** The expected totals up to a mark. */
        public Totals expected(int mark) {
            return marks.get(mark).totals();
        }
    }

    /** A position in a filled range: end offsets, and the expected totals up to there. */
    public record Mark(List<Long> to, Totals totals) {}

    /** Sends {@code marks.getLast()} events; {@code marks} are ascending. */
    public FilledRange fill(UsageLoad load, List<Long> marks) {
        TopicLog log = topics.log(Topic.USAGE_RECORDED);
        List<Long> from = log.ends();
        List<Mark> reached = new ArrayList<>();
        try (SchemaRegistryClient registry = Registry.connect(topics.at().registryUrl());
                BulkProducer sender = new BulkProducer(topics.at().bootstrapServers(), Map.of())) {
            RegistryAvroCodec<UsageRecorded> wire =
                    RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, topics.prefix());
            Totals totals = Totals.NONE;
            long last = marks.getLast();
            for (long mark : marks) {
                for (long n = totals.events(); n < mark; n++) {
                    long original = load.original(n);
                    send(sender, wire, load, original);
                    totals = totals.and(load.micros(original), original != n);
                    if (n % 10_000 == 0) {
                        console.progress("filling the topic", n, last);
                    }
                }
                sender.flush();
                reached.add(new Mark(log.ends(), totals));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FilledRange(load, from, reached);
    }

    private void send(BulkProducer sender, RegistryAvroCodec<UsageRecorded> wire, UsageLoad load, long original) {
        byte[] key = topics.accounts().key(load.account(original));
        sender.send(
                Topic.USAGE_RECORDED.topicName(topics.prefix()),
                topics.accounts().partition(key),
                key,
                wire.encode(load.record(original)));
    }
}
