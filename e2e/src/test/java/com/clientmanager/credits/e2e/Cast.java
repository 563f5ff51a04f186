package com.clientmanager.credits.e2e;

import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.aggregator.proof.PriceLine;
import com.clientmanager.credits.aggregator.proof.Scenario;
import com.clientmanager.credits.aggregator.proof.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * A scenario under names of its own, so that many play on one pipeline: accounts and actions, hence prices, end in
 * {@code ~07}. An account's name ends in {@code ~07.3} where only that belongs to the partition on which it plays: the
 * engine obeys no command in another.
 *
 * @param partitions where the scenario's accounts play
 * @param all how many partitions there are; 0: they play anywhere
 */
record Cast(String name, Scenario scenario, String suffix, Map<String, Integer> partitions, int all) {
    Cast(String name, Scenario scenario, int number) {
        this(name, scenario, String.format("~%02d", number), Map.of(), 0);
    }

    /** The same cast, playing on these partitions of so many. */
    Cast on(Map<String, Integer> chosen, int count) {
        return new Cast(name, scenario, suffix, chosen, count);
    }

    List<Step> steps() {
        return scenario.steps().stream()
                .map(step -> new Step(step.at(), played(step.account()), renamed(step.fact())))
                .toList();
    }

    /** The name under which the scenario's account plays. */
    String played(String account) {
        String played = account + suffix;
        Integer partition = partitions.get(account);
        for (int n = 1; partition != null && partitionOf(played) != partition; n++) {
            played = account + suffix + "." + n;
        }
        return played;
    }

    private int partitionOf(String account) {
        return Utils.toPositive(Utils.murmur2(account.getBytes(StandardCharsets.UTF_8))) % all;
    }

    List<PriceLine> prices() {
        return scenario.prices().stream()
                .map(price -> new PriceLine(
                        price.version(), price.action() + suffix, price.unit(), price.from(), price.plan()))
                .toList();
    }

    /** A text about this cast in the scenario's own names. */
    String unmasked(String text) {
        return text.replaceAll(Pattern.quote(suffix) + "(\\.\\d+)?", "");
    }

    private Fact renamed(Fact fact) {
        return fact instanceof Fact.Uses uses
                ? new Fact.Uses(uses.id(), uses.action() + suffix, uses.quantity(), uses.occurredAt())
                : fact;
    }
}
