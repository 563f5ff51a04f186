package com.clientmanager.credits.aggregator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.EntryType;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An oracle that agrees on histories in which nothing happens would prove nothing. */
class HistoryGeneratorTest {
    @Test
    void histories_reach_every_kind_of_line_and_most_refusals() {
        Map<String, Integer> kinds = new TreeMap<>();
        Map<String, Integer> refusals = new TreeMap<>();
        for (long seed = 1; seed <= 60; seed++) {
            Scenario history = HistoryGenerator.history(seed, 200);
            Outcome outcome = new CoreRunner().run(history.prices(), history.steps());
            outcome.ledgers()
                    .values()
                    .forEach(lines -> lines.forEach(line -> {
                        kinds.merge(line.type(), 1, Integer::sum);
                        if (line.refusal() != null) {
                            refusals.merge(line.refusal(), 1, Integer::sum);
                        }
                    }));
            outcome.rejections().forEach(one -> refusals.merge(one.code(), 1, Integer::sum));
        }
        System.out.println("lines " + kinds + ", refusals " + refusals);
        assertThat(kinds.keySet())
                .containsAll(Arrays.stream(EntryType.values()).map(Enum::name).toList());
        assertThat(refusals)
                .containsKeys(
                        "AMOUNT_OVERFLOW",
                        "CONFLICT",
                        "IN_THE_FUTURE",
                        "TOO_LATE",
                        "UNKNOWN_ACCOUNT",
                        "UNKNOWN_ACTION",
                        "NO_PRICE",
                        "QUANTITY_NOT_POSITIVE",
                        "ALREADY_REVERSED",
                        "ALREADY_SUBSCRIBED",
                        "ALREADY_GRANTED",
                        "SUBSCRIPTION_ENDED",
                        "NOT_AN_UPGRADE",
                        "NOT_A_DOWNGRADE",
                        "NOTHING_TO_CHANGE",
                        "NOT_IN_RUNNING_CYCLE",
                        "INVALID_AMOUNT");
    }

    @Test
    void a_seed_gives_the_same_history_and_its_text_reads_back() {
        Scenario history = HistoryGenerator.history(7, 100);
        assertThat(HistoryGenerator.history(7, 100)).isEqualTo(history);
        assertThat(ScenarioText.parse(ScenarioText.print(history))).isEqualTo(history);
    }
}
