package com.clientmanager.credits.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.proof.Line;
import com.clientmanager.credits.aggregator.proof.Outcome;
import com.clientmanager.credits.aggregator.proof.OutcomeText;
import com.clientmanager.credits.aggregator.proof.ScenarioFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario file through broker, registry and the packaged aggregator: all in one start, each on partitions of its
 * own.
 */
class ScenariosOnProcessesTest {
    private static final List<Cast> CASTS = casts();
    private static ReplayedLog log;
    private static Map<String, List<ConsumerRecord<byte[], byte[]>>> ledgers;
    private static Map<String, Map<Long, Outcome.Standing>> standings;
    private static Map<String, List<Outcome.Rejection>> rejections;

    static List<Cast> casts() {
        List<Cast> casts = new ArrayList<>();
        ScenarioFiles.all().forEach((name, scenario) -> casts.add(new Cast(name, scenario, casts.size())));
        return Stage.placed(casts);
    }

    @BeforeAll
    static void play() throws Exception {
        log = ReplayedLog.of(RunningPipeline.get(), "scenarios-", CASTS);
        Map<String, Integer> lines = new TreeMap<>();
        CASTS.forEach(cast ->
                expectedLines(cast).forEach(line -> lines.merge(cast.played(line.split(" ", 2)[0]), 1, Integer::sum)));
        ledgers = log.ledgers(lines);
        standings = log.standings();
        rejections = log.rejections((int) CASTS.stream()
                .flatMap(cast -> cast.scenario().expected().stream())
                .filter(line -> line.contains(" is rejected: "))
                .count());
    }

    @AfterAll
    static void end() throws Exception {
        if (log != null) {
            log.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casts")
    void the_process_writes_the_ledger_that_the_scenario_states(Cast cast) {
        List<String> expected = cast.scenario().expected();
        List<String> stated = expected.stream()
                .filter(line -> !line.startsWith("duplicates: ") && !line.contains(", owes "))
                .toList();
        assertThat(told(cast)).as(cast.name()).containsExactlyElementsOf(stated);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casts")
    void a_balance_told_with_the_last_line_is_what_the_scenario_states(Cast cast) {
        assertThat(cast.scenario().expected()).as(cast.name()).containsAll(standingsTold(cast));
    }

    /** Where the machine's own tick came into the same commit, only a later balance is told. */
    @Test
    void most_balances_are_told_with_the_last_line() {
        assertThat(CASTS.stream().filter(cast -> !standingsTold(cast).isEmpty()))
                .hasSizeGreaterThan(CASTS.size() / 2);
    }

    private static List<String> told(Cast cast) {
        SortedMap<String, List<Line>> lines = new TreeMap<>();
        List<Outcome.Rejection> rejected = new ArrayList<>();
        for (String account : accounts(cast)) {
            int count = lastLine(cast, account);
            if (count > 0) {
                lines.put(
                        account,
                        ledgers.get(account).subList(0, count).stream()
                                .map(log::line)
                                .toList());
            }
            rejected.addAll(rejections.getOrDefault(account, List.of()));
        }
        return OutcomeText.print(new Outcome(lines, new TreeMap<>(), rejected, 0)).stream()
                .map(cast::unmasked)
                .toList();
    }

    private static List<String> standingsTold(Cast cast) {
        SortedMap<String, Outcome.Standing> told = new TreeMap<>();
        for (String account : accounts(cast)) {
            Outcome.Standing standing =
                    standings.getOrDefault(account, Map.of()).get((long) lastLine(cast, account));
            if (standing != null) {
                told.put(account, standing);
            }
        }
        return OutcomeText.print(new Outcome(new TreeMap<>(), told, List.of(), 0)).stream()
                .map(cast::unmasked)
                .toList();
    }

    /** Lines behind it are what the machine's time, months later, brought about. */
    private static int lastLine(Cast cast, String account) {
        return (int) expectedLines(cast).stream()
                .filter(line -> line.startsWith(cast.unmasked(account) + " #"))
                .count();
    }

    private static List<String> expectedLines(Cast cast) {
        return cast.scenario().expected().stream()
                .filter(line -> line.matches("\\S+ #\\d+ .*"))
                .toList();
    }

    private static List<String> accounts(Cast cast) {
        return cast.steps().stream()
                .map(step -> step.account())
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }
}
