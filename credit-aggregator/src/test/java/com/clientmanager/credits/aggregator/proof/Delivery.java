package com.clientmanager.credits.aggregator.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step as it reaches an engine: orders are numbered 1, 2, 3, … within their account and repeats are resolved.
 *
 * @param sequence of the order; 0 for what is not one
 */
public record Delivery(Instant at, String account, Fact fact, long sequence, Instant issuedAt) {
    public String commandId() {
        return account + "/c" + sequence;
    }

    /** The n-th subscription of an account starts with the order that has this number. */
    public String subscriptionId() {
        return account + "/s" + sequence;
    }

    public static List<Delivery> of(List<Step> steps) {
        List<Delivery> deliveries = new ArrayList<>(steps.size());
        Map<String, List<Delivery>> orders = new HashMap<>();
        for (Step step : steps) {
            List<Delivery> sent = orders.computeIfAbsent(step.account(), account -> new ArrayList<>());
            deliver(step, sent).ifPresent(deliveries::add);
        }
        return deliveries;
    }

    private static Optional<Delivery> deliver(Step step, List<Delivery> sent) {
        return switch (step.fact()) {
            case Fact.RepeatsOrder repeat ->
                repeat.number() > sent.size()
                        ? Optional.empty()
                        : Optional.of(sent.get(repeat.number() - 1).again(step.at()));
            case Fact.Order order -> {
                Instant issuedAt = order instanceof Fact.Cancels cancels && cancels.decidedAt() != null
                        ? cancels.decidedAt()
                        : step.at();
                sent.add(new Delivery(step.at(), step.account(), order, sent.size() + 1L, issuedAt));
                yield Optional.of(sent.get(sent.size() - 1));
            }
            case Fact.Uses uses -> Optional.of(new Delivery(step.at(), step.account(), uses, 0, step.at()));
            case Fact.TimePasses tick -> Optional.of(new Delivery(step.at(), step.account(), tick, 0, step.at()));
        };
    }

    private Delivery again(Instant later) {
        return new Delivery(later, account, fact, sequence, issuedAt);
    }
}
