package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The main class of a baseline process: drains the range of its plan with all workers and exits. */
public final class BaselineMain {
    private BaselineMain() {}

    /** {@code args} is the file of the plan. */
    public static void main(String[] args) throws Exception {
        run(BaselinePlan.read(Path.of(args[0])));
    }

    /** Returns when the range is committed. */
    public static void run(BaselinePlan plan) throws Exception {
        SharedProgress progress = SharedProgress.open(Path.of(plan.progress()), plan.workers());
        try (SchemaRegistryClient registry = Registry.connect(plan.input().registryUrl());
                ExecutorService workers = Executors.newFixedThreadPool(plan.workers())) {
            RegistryAvroCodec<UsageRecorded> usage = RegistryAvroCodec.of(
                    registry, Topic.USAGE_RECORDED, plan.input().prefix());
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < plan.workers(); worker++) {
                running.add(workers.submit(work(plan, worker, progress, usage, registry)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
    }

    private static Runnable work(
            BaselinePlan plan,
            int worker,
            SharedProgress progress,
            RegistryAvroCodec<UsageRecorded> usage,
            SchemaRegistryClient registry) {
        return switch (plan.kind()) {
            case COPY -> new KafkaWorker(plan, worker, progress, new Copy(plan.output()));
            case TRANSFORM ->
                new KafkaWorker(
                        plan,
                        worker,
                        progress,
                        new Transform(
                                usage,
                                RegistryAvroCodec.of(
                                        registry,
                                        Topic.CREDIT_LEDGER,
                                        plan.input().prefix())));
            case PG1 -> new PgEachWorker(plan, worker, progress, usage);
            case PGN -> new PgBatchWorker(plan, worker, progress, usage);
        };
    }
}
