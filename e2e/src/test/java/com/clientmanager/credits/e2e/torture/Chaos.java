package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.Part;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Ports;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** Disturbs the run in random ways and measures how long each time until everything sent before it is committed. */
final class Chaos {
    /** What may happen, with its weight in a hundred. */
    enum Disturbance {
        KILL_AGGREGATOR(60),
        KILL_BOTH_AGGREGATORS(8),
        SUSPEND_AGGREGATOR(8),
        STOP_AGGREGATOR(9),
        KILL_BROKER(11),
        REGISTRY_AWAY(4);

        private final int weight;

        Disturbance(int weight) {
            this.weight = weight;
        }
    }

    private static final List<String> AGGREGATORS = List.of("aggregator-a", "aggregator-b");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    /** Longer than the engine's session timeout, so that the group goes on without the sleeper. */
    private static final int SUSPENDED_MS = 14_000;

    private final LocalStack stack;
    private final Pipeline pipeline;
    private final Topics topics;
    private final Plan plan;
    private final Random random;
    private final Map<String, Integer> ports =
            Map.of(AGGREGATORS.get(0), Ports.free(), AGGREGATORS.get(1), Ports.free());
    private final Map<Disturbance, Integer> done = new EnumMap<>(Disturbance.class);
    private final List<Long> recoveriesMs = new ArrayList<>();

    Chaos(LocalStack stack, Pipeline pipeline, Topics topics, Plan plan) {
        this.stack = stack;
        this.pipeline = pipeline;
        this.topics = topics;
        this.plan = plan;
        this.random = new Random(plan.seed() + 2);
    }

    void startAggregators() {
        AGGREGATORS.forEach(this::launch);
        AGGREGATORS.forEach(name -> pipeline.service(name).awaitReady());
    }

    Map<Disturbance, Integer> done() {
        return done;
    }

    /** Milliseconds from each disturbance's end to the commit of all input sent before it, ascending. */
    List<Long> recoveriesMs() {
        return recoveriesMs.stream().sorted().toList();
    }

    void disturb(int n) throws InterruptedException, ExecutionException {
        Thread.sleep(500L + random.nextInt(2_500));
        Disturbance what = choose(n);
        long began = System.nanoTime();
        happen(what);
        done.merge(what, 1, Integer::sum);
        if (random.nextInt(100) < plan.hurryPercent()) {
            System.out.printf("  %3d/%d  %-22s recovery not awaited%n", n + 1, plan.kills(), what);
            return;
        }
        Map<TopicPartition, Long> ends = topics.ends(Topic.USAGE_RECORDED);
        long recovered = awaitTaken(ends) - began;
        recoveriesMs.add(recovered / 1_000_000);
        System.out.printf("  %3d/%d  %-22s recovered in %.1f s%n", n + 1, plan.kills(), what, recovered / 1e9);
    }

    private void happen(Disturbance what) throws InterruptedException {
        String one = AGGREGATORS.get(random.nextInt(2));
        switch (what) {
            case KILL_AGGREGATOR -> {
                pipeline.service(one).process().kill();
                Thread.sleep(random.nextInt(3_000));
                launch(one);
            }
            case KILL_BOTH_AGGREGATORS -> {
                AGGREGATORS.forEach(name -> pipeline.service(name).process().kill());
                AGGREGATORS.forEach(this::launch);
            }
            case SUSPEND_AGGREGATOR -> {
                pipeline.service(one).process().pause();
                Thread.sleep(SUSPENDED_MS);
                pipeline.service(one).process().resume();
            }
            case STOP_AGGREGATOR -> {
                pipeline.service(one).process().stop();
                launch(one);
            }
            case KILL_BROKER -> {
                stack.kill(Part.BROKER);
                Thread.sleep(random.nextInt(2_000));
                stack.start(Part.BROKER);
            }
            case REGISTRY_AWAY -> {
                stack.stop(Part.REGISTRY);
                Thread.sleep(plan.registryAwaySeconds() * 1_000L);
                stack.start(Part.REGISTRY);
            }
        }
    }

    /**
     * The one kind that {@code ONLY} names; else each kind once, then by weight, but never the one that {@code SPARE}
     * names.
     */
    private Disturbance choose(int n) {
        String only = System.getenv("ONLY");
        if (only != null && !only.isBlank()) {
            return Disturbance.valueOf(only.trim());
        }
        Disturbance what = n < Disturbance.values().length ? Disturbance.values()[n] : draw();
        return what.name().equals(System.getenv("SPARE")) ? Disturbance.KILL_AGGREGATOR : what;
    }

    private Disturbance draw() {
        int dice = random.nextInt(100);
        for (Disturbance what : Disturbance.values()) {
            dice -= what.weight;
            if (dice < 0) {
                return what;
            }
        }
        throw new IllegalStateException("the weights do not make 100");
    }

    private void launch(String name) {
        pipeline.launch(Service.CREDIT_AGGREGATOR, name, ports.get(name));
    }

    /** Waits until all input below {@code ends} is committed; an aggregator found dead meanwhile is started again. */
    long awaitTaken(Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!topics.taken(ends)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not recovered within " + TIMEOUT + ": " + ends);
            }
            for (String name : AGGREGATORS) {
                if (!pipeline.service(name).process().isAlive()) {
                    System.out.println("       " + name + " had ended by itself and is started again");
                    launch(name);
                }
            }
            Thread.sleep(100);
        }
        return System.nanoTime();
    }
}
