package com.clientmanager.credits.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.proof.HistoryGenerator;
import com.clientmanager.credits.aggregator.proof.Line;
import com.clientmanager.credits.aggregator.proof.Oracle;
import com.clientmanager.credits.aggregator.proof.Scenario;
import com.clientmanager.credits.aggregator.proof.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** I5 through broker and process: {@code -Dreplay.histories=6 -Dseed=1 -Devents=200}. */
class ReplayTest {
    @Test
    void I5_two_fresh_replays_of_the_same_log_write_the_same_bytes() throws Exception {
        List<Cast> casts = histories();
        Map<String, List<Line>> expected = new TreeMap<>();
        casts.forEach(cast ->
                expected.putAll(new Oracle().run(cast.prices(), cast.steps()).ledgers()));
        Map<String, Integer> lines = new TreeMap<>();
        expected.forEach((account, ledger) -> lines.put(account, ledger.size()));
        RunningPipeline pipeline = RunningPipeline.get();
        try (ReplayedLog first = ReplayedLog.of(pipeline, "replay-a-", casts)) {
            var one = first.ledgers(lines);
            expected.forEach((account, ledger) -> assertThat(
                            firstOf(one.get(account), ledger.size()).stream().map(first::line))
                    .as(account)
                    .containsExactlyElementsOf(ledger));
            try (ReplayedLog second = ReplayedLog.of(pipeline, "replay-b-", casts)) {
                var other = second.ledgers(lines);
                lines.forEach((account, count) ->
                        assertSameBytes(firstOf(one.get(account), count), firstOf(other.get(account), count)));
            }
        }
    }

    private static List<Cast> histories() {
        long firstSeed = Long.getLong("seed", 1);
        List<Cast> casts = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("replay.histories", 6); i++) {
            Scenario history = HistoryGenerator.history(firstSeed + i, Integer.getInteger("events", 200));
            casts.add(new Cast(history.title(), new Scenario(history.title(), history.prices(), apart(history)), i));
        }
        return Stage.placed(casts);
    }

    /** Which of two inputs' records of the same millisecond comes first is not in the log (decision 0003). */
    private static List<Step> apart(Scenario history) {
        List<Step> apart = new ArrayList<>();
        Instant last = Instant.EPOCH;
        for (Step step : history.steps()) {
            last = step.at().isAfter(last) ? step.at() : last.plusMillis(1);
            apart.add(new Step(last, step.account(), step.fact()));
        }
        return apart;
    }

    private static <T> List<T> firstOf(List<T> all, int count) {
        return all.subList(0, count);
    }

    private static void assertSameBytes(
            List<ConsumerRecord<byte[], byte[]>> one, List<ConsumerRecord<byte[], byte[]>> other) {
        for (int i = 0; i < one.size(); i++) {
            assertThat(other.get(i).key()).isEqualTo(one.get(i).key());
            assertThat(other.get(i).value()).isEqualTo(one.get(i).value());
        }
    }
}
