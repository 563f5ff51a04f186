package com.clientmanager.credits.e2e;

import com.clientmanager.credits.aggregator.proof.Delivery;
import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.aggregator.proof.Line;
import com.clientmanager.credits.aggregator.proof.Oracle;
import com.clientmanager.credits.aggregator.proof.PriceLine;
import com.clientmanager.credits.aggregator.proof.Step;
import com.clientmanager.credits.aggregator.stream.TopologyCommands;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes casts onto the input topics, each on partitions of its own, so that no scenario's time is another's. */
final class Stage {
    private final StampedTopics topics;
    private int partitions;

    Stage(StampedTopics topics) {
        this.topics = topics;
    }

    /** How many partitions these casts take, and one more without accounts. */
    static int partitions(List<Cast> casts) {
        return 1 + casts.stream().mapToInt(cast -> scenes(cast).size()).sum();
    }

    /**
     * The casts, in the order in which they {@link #play}, with accounts named so that each belongs to its partition.
     */
    static List<Cast> placed(List<Cast> casts) {
        int all = partitions(casts);
        int next = 0;
        List<Cast> placed = new ArrayList<>();
        for (Cast cast : casts) {
            Map<String, Integer> partitions = new HashMap<>();
            for (List<Step> scene : scenes(cast)) {
                for (Step step : scene) {
                    partitions.put(cast.unmasked(step.account()), next);
                }
                next++;
            }
            placed.add(cast.on(partitions, all));
        }
        return placed;
    }

    /** All of the cast's steps, and time up to the last of them. */
    void play(Cast cast) {
        announce(cast.prices());
        for (List<Step> scene : scenes(cast)) {
            Map<String, List<LedgerEntryPosted>> charges = charges(cast.prices(), scene);
            Delivery.of(scene).forEach(delivery -> deliver(delivery, ordersAfter(charges, delivery)));
            topics.tick(
                    partitions,
                    scene.stream().map(Step::at).max(Comparator.naturalOrder()).orElseThrow());
            partitions++;
        }
        topics.flush();
    }

    /** A scenario whose second account begins before the first one's end is two scenes. */
    private static List<List<Step>> scenes(Cast cast) {
        List<Step> steps = cast.steps();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).at().isBefore(steps.get(i - 1).at())) {
                Map<String, List<Step>> byAccount = new LinkedHashMap<>();
                steps.forEach(step -> byAccount
                        .computeIfAbsent(step.account(), account -> new ArrayList<>())
                        .add(step));
                return List.copyOf(byAccount.values());
            }
        }
        return List.of(steps);
    }

    /** Only what is charged by then can be reversed. */
    private static TopologyCommands ordersAfter(Map<String, List<LedgerEntryPosted>> charges, Delivery delivery) {
        List<LedgerEntryPosted> mine = charges.getOrDefault(delivery.account(), List.of()).stream()
                .filter(charge -> !charge.getRecordedAt().isAfter(delivery.at()))
                .toList();
        return new TopologyCommands(Map.of(delivery.account(), mine));
    }

    private void deliver(Delivery delivery, TopologyCommands orders) {
        switch (delivery.fact()) {
            case Fact.Uses uses ->
                topics.send(
                        Topic.USAGE_RECORDED,
                        partitions,
                        delivery.at(),
                        delivery.account(),
                        UsageRecorded.newBuilder()
                                .setSource("/crm/scenario")
                                .setId(uses.id())
                                .setAccount(delivery.account())
                                .setAction(uses.action())
                                .setQuantity(uses.quantity())
                                .setUser("u-1")
                                .setOccurredAt(uses.occurredAt())
                                .build());
            case Fact.Order order ->
                orders.of(delivery)
                        .ifPresent(command -> topics.send(
                                Topic.ACCOUNT_COMMANDS, partitions, delivery.at(), delivery.account(), command));
            case Fact.TimePasses tick -> topics.tick(partitions, delivery.at());
            case Fact.RepeatsOrder repeat -> throw new IllegalStateException("unresolved " + repeat);
        }
    }

    private void announce(List<PriceLine> prices) {
        Map<String, List<PriceVersion>> versions = new LinkedHashMap<>();
        prices.forEach(price -> versions.computeIfAbsent(price.action(), action -> new ArrayList<>())
                .add(new PriceVersion(
                        price.version(),
                        price.from(),
                        Instant.EPOCH,
                        price.plan(),
                        new BigDecimal(price.unit()).movePointRight(6).longValueExact())));
        versions.forEach(
                (action, all) -> topics.sendUnstamped(Topic.RATE_CARD, action, new ActionPrices(action, "unit", all)));
    }

    /** A reversal copies its charge's ledger line; here, before any engine runs, the line that the oracle expects. */
    private static Map<String, List<LedgerEntryPosted>> charges(List<PriceLine> prices, List<Step> steps) {
        Map<String, String> actions = new HashMap<>();
        steps.forEach(step -> {
            if (step.fact() instanceof Fact.Uses uses) {
                actions.putIfAbsent(uses.id(), uses.action());
            }
        });
        Map<String, List<LedgerEntryPosted>> charges = new HashMap<>();
        new Oracle()
                .run(prices, steps)
                .ledgers()
                .forEach((account, lines) -> charges.put(
                        account,
                        lines.stream()
                                .filter(line -> line.type().equals("CHARGE"))
                                .map(line -> charge(line, actions))
                                .toList()));
        return charges;
    }

    private static LedgerEntryPosted charge(Line line, Map<String, String> actions) {
        LedgerEntryPosted charge = new LedgerEntryPosted();
        charge.setDimensions(Map.of());
        charge.setSeq(line.seq());
        charge.setType(line.type());
        charge.setEventId(line.usageId());
        charge.setAction(actions.get(line.usageId()));
        charge.setAmountMicros(line.amount().longValueExact());
        charge.setOccurredAt(line.occurredAt());
        charge.setRecordedAt(line.recordedAt());
        charge.setAllocations(line.allocations().stream()
                .map(share -> new Allocation(
                        share.grant(), sourceOf(share.grant()), share.amount().longValueExact()))
                .toList());
        return charge;
    }

    /** An allowance is named after its subscription and cycle. */
    private static String sourceOf(String grant) {
        return grant.contains(":") ? "ALLOWANCE" : "PURCHASED";
    }
}
