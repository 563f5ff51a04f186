package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.probe.CpuClock;
import com.clientmanager.credits.benchmarks.probe.CpuUsage;
import com.clientmanager.credits.benchmarks.probe.Latencies;
import com.clientmanager.credits.benchmarks.probe.LatencyRounds;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Service;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The whole pipeline under load: latency of balance reads, and how soon a balance includes an event. */
public final class Reads {
    private static final String PREFIX = "reads-";
    private static final int ACCOUNTS = 100;
    private static final int PROBES = 100;
    /** Reads of the warm-up, in rounds, without pacing. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final long EVENTS_PER_SECOND = 1_000;
    private static final int READS_PER_SECOND = 500;
    /** Connections, as of a few dashboards; the JDK's client keeps five open by default. */
    private static final int CALLERS = 16;

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;

    public Reads(BenchStack stack, Sizes sizes, ProgressConsole console) {
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
    }

    /** Starts all services with the flags of their images, opens accounts over HTTP, generates usage, and reads. */
    public Findings run() throws Exception {
        System.setProperty("http.maxConnections", Integer.toString(CALLERS));
        LocalKeys keys = LocalKeys.in(stack.folder().resolve("keys"));
        try (Pipeline pipeline = new Pipeline(stack.addresses(), PREFIX, stack.folder(), keys)
                        .with("credits.requests-per-second", "100000")
                        .startAll(Service::imageFlags);
                BillingClient customers = new BillingClient(pipeline)) {
            console.print("opening %d accounts over HTTP".formatted(ACCOUNTS));
            List<String> accounts =
                    IntStream.range(0, ACCOUNTS).mapToObj(n -> "acct-" + n).toList();
            customers.open(accounts);
            console.print("%,d events/s, %,d reads/s".formatted(EVENTS_PER_SECOND, READS_PER_SECOND));
            return measure(pipeline, customers, accounts);
        }
    }

    private Findings measure(Pipeline pipeline, BillingClient customers, List<String> accounts) throws Exception {
        List<String> readAccounts = accounts.subList(1, accounts.size());
        Findings findings = new Findings("Balance reads and freshness with %,d events/s".formatted(EVENTS_PER_SECOND));
        try (UsageGenerator generator = new UsageGenerator(pipeline, readAccounts, EVENTS_PER_SECOND);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> running = threads.submit(generator);
            customers.warmUp(readAccounts, CALLERS, READS_PER_SECOND * sizes.seconds() * WARM_UP_ROUNDS);
            Latencies probes = customers.probe(accounts.getFirst(), generator, PROBES);
            CpuUsage cores = new CpuUsage(clock(pipeline));
            LatencyRounds reads = new LatencyRounds(sizes.steadyRounds());
            for (int round = 0; round < sizes.steadyRounds(); round++) {
                console.progress("rounds of reads", round, sizes.steadyRounds());
                customers.read(
                        readAccounts, CALLERS, READS_PER_SECOND * sizes.seconds(), READS_PER_SECOND, reads, round);
            }
            cores.addTo(findings, "readers and event source");
            generator.end();
            running.get();
            findings.require(customers.failures())
                    .row("reads", "%,d at %,d/s".formatted(reads.count(), READS_PER_SECOND), "500/s");
            reads.addTo(findings, "readP50Micros", "read p50", 50, "");
            reads.addTo(findings, "readP99Micros", "read p99", 99, "20 ms");
            long probeP99 = probes.percentile(99);
            return findings.row("send to the API's response, p50", Latencies.millis(probes.percentile(50)), "")
                    .figure(
                            "apiP99Micros",
                            probeP99,
                            new Row("send to the API's response, p99", Latencies.millis(probeP99), "1 s"));
        }
    }

    private CpuClock clock(Pipeline pipeline) {
        CpuClock clock = stack.cpu();
        for (Service service : Service.values()) {
            clock.with(
                    service.module(),
                    pipeline.service(service.module()).process().pid());
        }
        return clock;
    }
}
