package com.clientmanager.credits.e2e.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.localstack.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FuzzTest {
    private static final int SIZE = 1_500;

    @Test
    void no_hostile_input_is_misread_or_stops_anybody_else_R4() throws Exception {
        Path runs = Files.createDirectories(Checkout.root().resolve("e2e/target/runs"));
        FuzzPlan plan = new FuzzPlan(SIZE, new SplittableRandom().nextLong(1_000_000), Set.of());

        Findings findings = Fuzz.run(plan, Files.createTempDirectory(runs, "fuzz-"));

        assertThat(findings.differences()).as("SEED=" + plan.seed()).isEmpty();
    }
}
