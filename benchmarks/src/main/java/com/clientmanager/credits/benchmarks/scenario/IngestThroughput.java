package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Ports;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.ServiceProcess;
import com.clientmanager.credits.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events per second through usage-ingest over HTTP; the clients run on the same machine. */
public final class IngestThroughput {
    private static final String PREFIX = "ingest-";
    private static final int BATCH_SIZE = 100;
    private static final int CLIENTS = 16;

    private static final List<String> FLAGS = List.of("-Xmx512m");

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;
    private final TopicSet topics;

    public IngestThroughput(BenchStack stack, Sizes sizes, ProgressConsole console) {
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
        this.topics = stack.uniform(PREFIX, 10_000);
    }

    /** Posts batches of 100, then single events; the bodies are created beforehand. */
    public Findings run() throws Exception {
        LocalKeys keys = LocalKeys.in(stack.folder().resolve("keys"));
        try (Pipeline pipeline = new Pipeline(stack.addresses(), PREFIX, stack.folder(), keys);
                ConcurrentPosts clients =
                        new ConcurrentPosts(LocalToken.ofRole("usage:write").signedBy(keys), CLIENTS)) {
            pipeline.deployTopics();
            ServiceProcess ingest = pipeline.launch(Service.USAGE_INGEST, "usage-ingest", Ports.free(), FLAGS)
                    .awaitReady();
            String url = ingest.url() + "/v1/usage-events";
            int batches = Math.toIntExact(sizes.batchEvents() / BATCH_SIZE);
            int singles = Math.toIntExact(Math.min(40_000, sizes.batchEvents() / 5));
            List<String> batchBodies = bodies(1, batches, BATCH_SIZE);
            List<String> singleBodies = bodies(2, singles, 1);
            clients.postAll(url, "application/cloudevents-batch+json", batchBodies.subList(0, batches / 4));
            long before = appended();
            long batchNanos = clients.postAll(
                    url, "application/cloudevents-batch+json", batchBodies.subList(batches / 4, batches));
            long batched = appended() - before;
            long singleNanos = clients.postAll(url, "application/cloudevents+json", singleBodies);
            long posted = appended() - before - batched;
            long batchRate = batched * 1_000_000_000L / batchNanos;
            long singleRate = posted * 1_000_000_000L / singleNanos;
            console.print("%,d events in batches, %,d single posts".formatted(batched, posted));
            return new Findings("usage-ingest over HTTP, %d clients, acknowledged by Kafka".formatted(CLIENTS))
                    .require(difference((long) (batches - batches / 4) * BATCH_SIZE, batched))
                    .require(difference(singles, posted))
                    .figure(
                            "batchedPerSecond",
                            batchRate,
                            new Row("events in batches of 100", "%,d/s".formatted(batchRate), "20,000/s"))
                    .figure(
                            "singlePerSecond",
                            singleRate,
                            new Row("single posts", "%,d/s".formatted(singleRate), "2,000/s"));
        }
    }

    private static String difference(long expected, long found) {
        return expected == found ? "" : "posted %,d events, the topic has %,d".formatted(expected, found);
    }

    private long appended() {
        return topics.log(Topic.USAGE_RECORDED).ends().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<String> bodies(long seed, int count, int each) {
        UsageLoad load = new UsageLoad(seed, topics.accounts(), topics.distribution(), System.currentTimeMillis(), 0);
        Instant now = Instant.now();
        List<String> bodies = new ArrayList<>(count);
        for (int body = 0; body < count; body++) {
            List<String> events = new ArrayList<>(each);
            for (int i = 0; i < each; i++) {
                events.add(cloudEvent(load, (long) body * each + i, now));
            }
            bodies.add(each == 1 ? events.getFirst() : "[" + String.join(",", events) + "]");
        }
        return bodies;
    }

    private static String cloudEvent(UsageLoad load, long number, Instant at) {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"com.clientmanager.usage.v1","subject":"%s","time":"%s",\
                "data":{"action":"%s","quantity":%d,"user":"u-7","dimensions":{"campaign":"july"}}}""".formatted(
                        load.record(number).getId(),
                        load.action(number).source(),
                        load.accounts().name(load.account(number)),
                        at,
                        load.action(number).action(),
                        load.quantity(number));
    }
}
