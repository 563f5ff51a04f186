package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.run.Findings.Row;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Service;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The whole pipeline with events flowing: how fast balances are read, and how soon one shows an event that was just sent. */
public final class Reads {
    private static final String PREFIX = "reads-";
    private static final int ACCOUNTS = 100;
    private static final int PROBES = 100;
    /** As many reads as in so many rounds, but as fast as they come. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final long EVENTS_A_SECOND = 1_000;
    private static final int READS_A_SECOND = 500;
    /** Connections, as of a few dashboards; what the JDK's client keeps open is five unless told. */
    private static final int CALLERS = 16;

    private final BenchStack stack;
    private final Sizes sizes;
    private final Board board;

    /** Starts nothing yet. */
    public Reads(BenchStack stack, Sizes sizes, Board board) {
        this.stack = stack;
        this.sizes = sizes;
        this.board = board;
    }

    /** Starts all services as their images run them, opens accounts over HTTP, lets events flow, and reads. */
    public Findings run() throws Exception {
        System.setProperty("http.maxConnections", Integer.toString(CALLERS));
        LocalKeys keys = LocalKeys.in(stack.folder().resolve("keys"));
        try (Pipeline pipeline = new Pipeline(stack.addresses(), PREFIX, stack.folder(), keys)
                        .with("credits.requests-per-second", "100000")
                        .startAll(Service::imageFlags);
                Customers customers = new Customers(pipeline)) {
            board.say("opening %d accounts over HTTP".formatted(ACCOUNTS));
            List<String> accounts =
                    IntStream.range(0, ACCOUNTS).mapToObj(n -> "acct-" + n).toList();
            customers.open(accounts);
            board.say("%,d events/s flow, %,d reads/s".formatted(EVENTS_A_SECOND, READS_A_SECOND));
            return measure(pipeline, customers, accounts);
        }
    }

    private Findings measure(Pipeline pipeline, Customers customers, List<String> accounts) throws Exception {
        List<String> crowd = accounts.subList(1, accounts.size());
        Findings findings =
                new Findings("Balance reads and freshness with %,d events/s flowing".formatted(EVENTS_A_SECOND));
        try (Flow flowing = new Flow(pipeline, crowd, EVENTS_A_SECOND);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> running = threads.submit(flowing);
            customers.warmUp(crowd, CALLERS, READS_A_SECOND * sizes.seconds() * WARM_UP_ROUNDS);
            Latencies probes = customers.probe(accounts.getFirst(), flowing, PROBES);
            CoresInUse cores = new CoresInUse(clock(pipeline));
            LatencyRounds reads = new LatencyRounds(sizes.steadyRounds());
            for (int round = 0; round < sizes.steadyRounds(); round++) {
                board.show("rounds of reads", round, sizes.steadyRounds());
                customers.read(crowd, CALLERS, READS_A_SECOND * sizes.seconds(), READS_A_SECOND, reads, round);
            }
            cores.tell(findings, "readers and event source");
            flowing.end();
            running.get();
            findings.require(customers.failures())
                    .row("reads", "%,d at %,d a second".formatted(reads.count(), READS_A_SECOND), "500 a second");
            reads.tell(findings, "readP50Micros", "read p50", 500, "");
            reads.tell(findings, "readP99Micros", "read p99", 990, "20 ms");
            long probeP99 = probes.permille(990);
            return findings.row("send to the API's answer, p50", Latencies.millis(probes.permille(500)), "")
                    .figure(
                            "apiP99Micros",
                            probeP99,
                            new Row("send to the API's answer, p99", Latencies.millis(probeP99), "1 s"));
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
