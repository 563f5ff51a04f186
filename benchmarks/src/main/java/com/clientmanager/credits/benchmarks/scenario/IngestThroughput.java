package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.run.Findings.Row;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.ServiceProcess;
import com.clientmanager.credits.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events a second through usage-ingest over HTTP; the caller runs on the same machine. */
public final class Door {
    private static final String PREFIX = "door-";
    private static final int BATCH = 100;
    private static final int CALLERS = 16;

    private final BenchStack stack;
    private final Sizes sizes;
    private final Board board;
    private final Arena arena;

    /** Starts nothing yet. */
    public Door(BenchStack stack, Sizes sizes, Board board) {
        this.stack = stack;
        this.sizes = sizes;
        this.board = board;
        this.arena = new Arena(
                stack.addresses(), PREFIX, new Accounts(10_000, Sizes.PARTITIONS), new Spread.Uniform(10_000));
    }

    /** Batches of 100, then single posts; bodies are made before the clock starts. */
    public Findings run() throws Exception {
        LocalKeys keys = LocalKeys.in(stack.folder().resolve("keys"));
        try (Pipeline pipeline = new Pipeline(stack.addresses(), PREFIX, stack.folder(), keys);
                Callers callers = new Callers(LocalToken.ofRole("usage:write").signedBy(keys), CALLERS)) {
            pipeline.deployTopics();
            ServiceProcess door = pipeline.launch(Service.USAGE_INGEST, "usage-ingest", Projection.freePort(), FLAGS)
                    .awaitReady();
            String url = door.url() + "/v1/usage-events";
            int batches = Math.toIntExact(sizes.batchEvents() / BATCH);
            int singles = Math.toIntExact(Math.min(40_000, sizes.batchEvents() / 5));
            List<String> batchBodies = bodies(1, batches, BATCH);
            List<String> singleBodies = bodies(2, singles, 1);
            callers.postAll(url, "application/cloudevents-batch+json", batchBodies.subList(0, batches / 4));
            long before = appended();
            long batchNanos = callers.postAll(
                    url, "application/cloudevents-batch+json", batchBodies.subList(batches / 4, batches));
            long batched = appended() - before;
            long singleNanos = callers.postAll(url, "application/cloudevents+json", singleBodies);
            long posted = appended() - before - batched;
            long batchRate = batched * 1_000_000_000L / batchNanos;
            long singleRate = posted * 1_000_000_000L / singleNanos;
            board.say("%,d events in batches, %,d single posts".formatted(batched, posted));
            return new Findings("The door over HTTP, %d callers, acknowledged by the log".formatted(CALLERS))
                    .require(difference((long) (batches - batches / 4) * BATCH, batched))
                    .require(difference(singles, posted))
                    .figure(
                            "batchedPerSecond",
                            batchRate,
                            new Row("events in batches of 100", "%,d a second".formatted(batchRate), "20,000 a second"))
                    .figure(
                            "singlePerSecond",
                            singleRate,
                            new Row("single posts", "%,d a second".formatted(singleRate), "2,000 a second"));
        }
    }

    private static final List<String> FLAGS = List.of("-Xmx512m");

    private static String difference(long expected, long found) {
        return expected == found ? "" : "posted %,d events, the log has %,d".formatted(expected, found);
    }

    private long appended() {
        return arena.log(Topic.USAGE_RECORDED).ends().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<String> bodies(long seed, int count, int each) {
        UsageLoad load = new UsageLoad(seed, arena.accounts(), arena.spread(), System.currentTimeMillis(), 0);
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
