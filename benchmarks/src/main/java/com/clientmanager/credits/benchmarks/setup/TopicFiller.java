package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.side.Sender;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fills the usage topic before any clock starts. */
record Filling(Arena arena, Board board) {

    /**
     * A filled range. Slow sides drain only a part of it: up to a mark.
     *
     * @param from first offset of each partition
     * @param marks in the order asked for
     */
    record Filled(UsageLoad load, List<Long> from, List<Mark> marks) {}

    /** The first events of a range: where they end, and the totals the oracle gives for them. */
    record Mark(List<Long> to, Totals totals) {}

    /** Sends {@code marks.getLast()} events; {@code marks} ascend. */
    Filled fill(UsageLoad load, List<Long> marks) {
        TopicLog log = arena.log(Topic.USAGE_RECORDED);
        List<Long> from = log.ends();
        List<Mark> reached = new ArrayList<>();
        try (SchemaRegistryClient registry = Registry.connect(arena.at().registryUrl());
                Sender sender = new Sender(arena.at().bootstrapServers(), Map.of())) {
            AvroWire<UsageRecorded> wire = AvroWire.of(registry, Topic.USAGE_RECORDED, arena.prefix());
            Totals totals = Totals.NONE;
            long last = marks.getLast();
            for (long mark : marks) {
                for (long n = totals.events(); n < mark; n++) {
                    long original = load.original(n);
                    send(sender, wire, load, original);
                    totals = totals.and(load.micros(original), original != n);
                    if (n % 10_000 == 0) {
                        board.show("filling the topic", n, last);
                    }
                }
                sender.flush();
                reached.add(new Mark(log.ends(), totals));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Filled(load, from, reached);
    }

    private void send(Sender sender, AvroWire<UsageRecorded> wire, UsageLoad load, long original) {
        byte[] key = arena.accounts().key(load.account(original));
        sender.send(
                Topic.USAGE_RECORDED.topicName(arena.prefix()),
                arena.accounts().partition(key),
                key,
                wire.encode(load.record(original)));
    }
}
