package com.clientmanager.credits.e2e.fuzz;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.StackOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code make fuzz}: a stack and all services of its own, and {@code SIZE} inputs from {@code SEED}. Exit status 0 only
 * when each became what it must.
 */
public final class Fuzz {
    private Fuzz() {}

    public static void main(String[] args) throws Exception {
        FuzzPlan plan = FuzzPlan.fromEnvironment();
        Path runs = Files.createDirectories(Checkout.root().resolve(".local/fuzz"));
        Path folder = Files.createTempDirectory(runs, "run-");
        Findings findings = run(plan, folder);
        boolean clean = findings.count() == 0;
        System.out.println(
                clean ? "PASSED: SEED=" + plan.seed() : "FAILED: SEED=" + plan.seed() + ", logs and data in " + folder);
        System.exit(clean ? 0 : 1);
    }

    /** Runs the plan on a pipeline that lives in the folder. */
    static Findings run(FuzzPlan plan, Path folder) throws Exception {
        System.out.println("Logs and data: " + folder + ", SEED=" + plan.seed());
        try (LocalStack stack = LocalStack.start(StackOptions.in(folder));
                Pipeline pipeline = new Pipeline(stack.addresses(), "", folder, LocalKeys.in(folder.resolve("keys")))) {
            pipeline.partitions(FuzzPlan.PARTITIONS).startAll();
            return new FuzzRun(plan, pipeline).run();
        }
    }
}
