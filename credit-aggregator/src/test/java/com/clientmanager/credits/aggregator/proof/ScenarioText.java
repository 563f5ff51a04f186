package com.clientmanager.credits.aggregator.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scenario files: a title, lines of prose that begin with {@code >}, then {@code Given} prices, {@code When} steps
 * (append time, account, what happens) and {@code Then} what the ledger says.
 */
public final class ScenarioText {
    private static final Pattern PRICE =
            Pattern.compile("price (\\S+): (\\S+) costs (\\S+?)(?: from (\\S+?))?(?: on (\\S+))?");
    private static final Pattern STEP = Pattern.compile("(\\S+) (\\S+) (.+)");

    private ScenarioText() {}

    public static Scenario parse(String text) {
        List<PriceLine> prices = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        String title = "";
        String part = "";
        for (String raw : text.lines().toList()) {
            String line = raw.strip().replaceAll("\\s+", " ");
            if (line.isEmpty() || line.startsWith(">")) {
                continue;
            }
            switch (line) {
                case "Given", "When", "Then" -> part = line;
                default -> {
                    switch (part) {
                        case "Given" -> prices.add(price(line));
                        case "When" -> steps.add(step(line));
                        case "Then" -> expected.add(line);
                        default -> title = line;
                    }
                }
            }
        }
        return new Scenario(title, prices, steps, expected);
    }

    public static String print(Scenario scenario) {
        StringBuilder text = new StringBuilder(scenario.title()).append("\nGiven\n");
        for (PriceLine price : scenario.prices()) {
            text.append("  price ").append(price.version()).append(": ").append(price.action());
            text.append(" costs ").append(price.unit());
            text.append(price.from().equals(Instant.EPOCH) ? "" : " from " + price.from());
            text.append(price.plan() == null ? "" : " on " + price.plan()).append('\n');
        }
        text.append("When\n");
        for (Step step : scenario.steps()) {
            text.append("  ")
                    .append(step.at())
                    .append(' ')
                    .append(step.account())
                    .append(' ');
            text.append(FactText.print(step.fact(), step.at())).append('\n');
        }
        text.append("Then\n");
        scenario.expected().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private static PriceLine price(String line) {
        Matcher m = PRICE.matcher(line);
        if (!m.matches()) {
            throw new IllegalArgumentException("no such price: " + line);
        }
        Instant from = m.group(4) == null ? Instant.EPOCH : Instant.parse(m.group(4));
        return new PriceLine(m.group(1), m.group(2), m.group(3), from, m.group(5));
    }

    private static Step step(String line) {
        Matcher m = STEP.matcher(line);
        if (!m.matches()) {
            throw new IllegalArgumentException("no such step: " + line);
        }
        Instant at = Instant.parse(m.group(1));
        return new Step(at, m.group(2), FactText.parse(m.group(3), at));
    }
}
