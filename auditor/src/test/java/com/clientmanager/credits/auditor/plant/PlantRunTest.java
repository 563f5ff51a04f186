package com.clientmanager.credits.auditor.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantRunTest {
    private final FakeSystem system = SampleHistory.create();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    static List<String> faults() {
        return PlantRun.names();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_planted_fault_is_named(String fault) {
        assertThat(run(fault)).as(printed()).isTrue();
        assertThat(printed()).contains("without a fault: 0 differences").containsPattern(fault + " +yes");
    }

    @Test
    void a_difference_that_was_there_before_fails_the_run() {
        system.usage(SampleHistory.ACCOUNT, "lost", "sms.send", 1, "2026-02-15T10:00:00Z", "2026-02-15T10:00:00Z");
        assertThat(run("forged-grant")).isFalse();
        assertThat(printed()).contains("without a fault: 1 differences");
    }

    @Test
    void a_fault_that_cannot_be_planted_fails_the_run_and_says_why() {
        system.audit();
        PlantRun without = new PlantRun(system.asFacts(), new Recording(system.schemas), out());
        assertThat(without.run("no-such-fault")).isFalse();
        assertThat(printed()).contains("There is no fault no-such-fault").contains("forged-grant");
    }

    @Test
    void a_forged_grant_is_named_with_its_account_and_amount() {
        run("forged-grant");
        assertThat(printed()).contains("acct-1").contains("1,000,000,000 credits has no audit row grant.given");
    }

    @Test
    void at_least_twelve_faults_are_known() {
        assertThat(PlantRun.names()).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates();
    }

    private boolean run(String fault) {
        system.audit();
        return new PlantRun(system.asFacts(), system.facts, out()).run(fault);
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
