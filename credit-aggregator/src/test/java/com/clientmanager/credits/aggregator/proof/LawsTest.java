package com.clientmanager.credits.aggregator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every history; each seed is one. */
class LawsTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest(name = "I2, I3: the ledger is the account, seed {0}")
    @MethodSource("seeds")
    void folding_the_ledger_gives_the_account(long seed) {
        Scenario history = HistoryGenerator.history(seed, 150);
        Outcome outcome = run(history.prices(), history.steps());
        outcome.ledgers().forEach((account, lines) -> {
            Map<String, BigInteger> left = new HashMap<>();
            BigInteger balance = BigInteger.ZERO;
            long seq = 0;
            for (Line line : lines) {
                assertThat(line.seq()).isEqualTo(++seq);
                balance = balance.add(line.amount());
                assertThat(line.balance()).isEqualTo(balance);
                fold(left, line);
            }
            assertThat(left.values()).allMatch(amount -> amount.signum() >= 0, "I4: no grant is below 0");
            assertThat(left.values().stream().reduce(BigInteger.ZERO, BigInteger::add))
                    .isEqualTo(outcome.standings().get(account).available());
        });
    }

    /** What each kind of line does to what is left of the grants that it names. */
    private static void fold(Map<String, BigInteger> left, Line line) {
        if (line.grant() != null) {
            left.merge(line.grant(), line.amount(), BigInteger::add);
        }
        boolean gives = line.type().equals("REVERSAL");
        for (Line.Share share : line.allocations()) {
            left.merge(share.grant(), gives ? share.amount() : share.amount().negate(), BigInteger::add);
        }
    }

    @ParameterizedTest(name = "I2: nothing is created or lost, seed {0}")
    @MethodSource("seeds")
    void nothing_is_created_or_lost(long seed) {
        Scenario history = HistoryGenerator.history(seed, 150);
        Outcome outcome = run(history.prices(), history.steps());
        outcome.ledgers().forEach((account, lines) -> {
            Outcome.Standing end = outcome.standings().get(account);
            BigInteger granted = sum(lines, "GRANT");
            BigInteger spent = sum(lines, "CHARGE").negate().subtract(sum(lines, "REVERSAL"));
            BigInteger gone = sum(lines, "EXPIRY")
                    .add(sum(lines, "EXPIRY_REVERSED"))
                    .add(sum(lines, "REVOCATION"))
                    .negate();
            assertThat(granted.add(end.overdraft())).isEqualTo(spent.add(gone).add(end.available()));
        });
    }

    @ParameterizedTest(name = "R13: a tick changes when a line is written, never what it says, seed {0}")
    @MethodSource("seeds")
    void ticks_change_nothing(long seed) {
        Scenario history = HistoryGenerator.history(seed, 150);
        Random random = new Random(seed);
        List<Step> ticked = new ArrayList<>();
        for (Step step : history.steps()) {
            if (random.nextInt(3) == 0) {
                ticked.add(new Step(step.at(), "a" + (1 + random.nextInt(2)), new Fact.TimePasses()));
            }
            ticked.add(step);
        }
        assertThat(OutcomeText.print(run(history.prices(), ticked)))
                .isEqualTo(OutcomeText.print(run(history.prices(), history.steps())));
    }

    @ParameterizedTest(name = "R2, R19: replay is silence, seed {0}")
    @MethodSource("seeds")
    void replaying_everything_changes_nothing(long seed) {
        Scenario history = HistoryGenerator.history(seed, 100);
        List<Step> steps = new ArrayList<>(history.steps());
        Step last = steps.get(steps.size() - 1);
        // A command without an answer (its charge was not there yet) leaves no number; a last one for each
        // account closes the gap.
        steps.add(new Step(last.at(), "a1", new Fact.WithdrawsScheduled()));
        steps.add(new Step(last.at(), "a2", new Fact.WithdrawsScheduled()));
        List<Step> twice = new ArrayList<>(steps);
        Map<String, Integer> orders = new HashMap<>();
        for (Step step : steps) {
            if (step.fact() instanceof Fact.Order) {
                int number = orders.merge(step.account(), 1, Integer::sum);
                twice.add(new Step(last.at(), step.account(), new Fact.RepeatsOrder(number)));
            }
        }
        Outcome once = run(history.prices(), steps);
        assertThat(run(history.prices(), twice).ledgers()).isEqualTo(once.ledgers());
        assertThat(run(history.prices(), twice).standings()).isEqualTo(once.standings());
    }

    @ParameterizedTest(name = "I1, R4: each event is charged once, a duplicate or rejected, seed {0}")
    @MethodSource("seeds")
    void nothing_disappears(long seed) {
        Scenario history = HistoryGenerator.history(seed, 150);
        Outcome outcome = run(history.prices(), history.steps());
        List<String> charged = outcome.ledgers().entrySet().stream()
                .flatMap(ledger -> ledger.getValue().stream()
                        .filter(line -> line.type().equals("CHARGE"))
                        .map(line -> ledger.getKey() + " " + line.usageId()))
                .toList();
        assertThat(charged).doesNotHaveDuplicates();
        long events = history.steps().stream()
                .filter(step -> step.fact() instanceof Fact.Uses)
                .count();
        assertThat(charged.size() + outcome.duplicates() + outcome.rejections().size())
                .isEqualTo(events);
    }

    @ParameterizedTest(name = "I5: the same log gives the same ledger, seed {0}")
    @MethodSource("seeds")
    void the_same_log_gives_the_same_ledger(long seed) {
        Scenario history = HistoryGenerator.history(seed, 150);
        assertThat(run(history.prices(), history.steps())).isEqualTo(run(history.prices(), history.steps()));
    }

    @ParameterizedTest(name = "splitting a run in two changes nothing, seed {0}")
    @MethodSource("seeds")
    void the_ledger_of_the_first_part_is_the_beginning_of_the_whole(long seed) {
        Scenario history = HistoryGenerator.history(seed, 150);
        int half = 1 + new Random(seed).nextInt(history.steps().size() - 1);
        Outcome whole = run(history.prices(), history.steps());
        Outcome part = run(history.prices(), history.steps().subList(0, half));
        part.ledgers()
                .forEach((account, lines) -> assertThat(
                                whole.ledgers().get(account).subList(0, lines.size()))
                        .isEqualTo(lines));
    }

    private static Outcome run(List<PriceLine> prices, List<Step> steps) {
        return new CoreRunner().run(prices, steps);
    }

    private static BigInteger sum(List<Line> lines, String type) {
        return lines.stream()
                .filter(line -> line.type().equals(type))
                .map(Line::amount)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
