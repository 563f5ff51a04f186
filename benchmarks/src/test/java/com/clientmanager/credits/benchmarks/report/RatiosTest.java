package com.clientmanager.credits.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatiosTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void a_ratio_is_taken_within_each_round() {
        List<Run> runs = List.of(
                run(1, "OURS", 100, ""), run(1, "TRANSFORM", 200, ""),
                run(2, "OURS", 300, ""), run(2, "TRANSFORM", 400, ""),
                run(3, "OURS", 90, ""), run(3, "TRANSFORM", 100, ""));

        Range ratio = Ratios.of(Target.OURS_R1, runs).orElseThrow();

        assertThat(ratio.min()).isEqualTo(0.5);
        assertThat(ratio.median()).isEqualTo(0.75);
        assertThat(ratio.max()).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void a_run_with_wrong_totals_does_not_count() {
        List<Run> runs = List.of(run(1, "OURS", 100, "one charge too many"), run(1, "TRANSFORM", 200, ""));

        assertThat(Ratios.of(Target.OURS_R1, runs)).isEmpty();
    }

    @Test
    void what_waits_for_the_disk_is_not_compared_with_what_does_not() {
        List<Run> runs = List.of(
                run(1, "OURS", 100, ""),
                new Run(
                        1,
                        Durability.FLUSHED,
                        "PGN",
                        new Outcome(new Timing(10, SECOND, Map.of("application", 1L)), "")));

        assertThat(Ratios.of(Target.OURS_PGN, runs)).isEmpty();
        assertThat(Ratios.of(Target.OURS_PGN_FLUSHED, runs)).isEmpty();
    }

    @Test
    void an_even_number_of_rounds_has_a_median_between_two() {
        assertThat(Range.of(List.of(4, 1, 3, 2)).median()).isEqualTo(2.5);
    }

    @Test
    void the_report_keeps_the_parts_of_the_same_size() throws Exception {
        Report first = Report.open(folder, "small");
        first.runs("throughput", List.of(run(1, "OURS", 100, ""), run(1, "TRANSFORM", 200, "")));
        first.write();
        Report second = Report.open(folder, "small");
        second.runs("growth", List.of(run(1, "hot", 95, ""), run(1, "even", 100, "")));
        second.write();

        JsonNode root =
                new ObjectMapper().readTree(folder.resolve("latest.json").toFile());
        assertThat(root.at("/ratios/ours~1r1/median").asDouble()).isEqualTo(0.5);
        assertThat(root.at("/ratios/ours~1r1/reached").asText()).isEqualTo("must");
        assertThat(root.at("/ratios/hot/median").asDouble()).isEqualTo(0.95);
        assertThat(Files.readString(folder.resolve("latest.md"))).contains("OURS / R1 transform", "0.50", "0.45");

        Report other = Report.open(folder, "full");
        other.write();
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("latest.json").toFile())
                        .path("ratios"))
                .isEmpty();
    }

    @Test
    void the_report_knows_a_process_that_the_first_run_could_not_read() {
        Run whole = new Run(
                2,
                Durability.AS_IS,
                "PGN",
                new Outcome(new Timing(100, SECOND, Map.of("application", 10L, "postgres", 7L)), ""));
        Report report = Report.open(folder, "small");
        report.runs("throughput", List.of(run(1, "PGN", 100, ""), whole));
        report.write();

        assertThat(folder.resolve("latest.md"))
                .content()
                .contains("| PGN batches | 100 | **100** | 100 | 100.0 | 50.0 | 70.0 | yes |");
    }

    private static Run run(int round, String variant, long rate, String wrong) {
        return new Run(
                round,
                Durability.AS_IS,
                variant,
                new Outcome(new Timing(rate, SECOND, Map.of("application", 10L, "broker", 5L)), wrong));
    }
}
