package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.proof.Delivery;
import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.aggregator.proof.Line;
import com.clientmanager.credits.aggregator.proof.Outcome;
import com.clientmanager.credits.aggregator.proof.PriceLine;
import com.clientmanager.credits.aggregator.proof.ScenarioRunner;
import com.clientmanager.credits.aggregator.proof.Step;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The whole topology as an engine: Avro in, Avro out, stores, due index; time passes by ticks. */
public final class TopologyRunner implements ScenarioRunner {
    @Override
    public Outcome run(List<PriceLine> prices, List<Step> steps) {
        try (TopologyKit kit = new TopologyKit()) {
            Run run = new Run(kit);
            run.announce(prices);
            Delivery.of(steps).forEach(run::take);
            return run.finish();
        }
    }

    private static final class Run {
        private final TopologyKit kit;
        private final TopologyCommands orders;
        private final SortedMap<String, List<LedgerEntryPosted>> ledgers = new TreeMap<>();

        Run(TopologyKit kit) {
            this.kit = kit;
            this.orders = new TopologyCommands(ledgers);
        }

        void announce(List<PriceLine> prices) {
            Map<String, List<PriceVersion>> versions = new LinkedHashMap<>();
            for (PriceLine price : prices) {
                versions.computeIfAbsent(price.action(), action -> new ArrayList<>())
                        .add(new PriceVersion(
                                price.version(),
                                price.from(),
                                Instant.EPOCH,
                                price.plan(),
                                Credits.parse(price.unit()).micros()));
            }
            kit.forgetPrices();
            versions.forEach((action, all) -> kit.price(action, all.toArray(PriceVersion[]::new)));
        }

        void take(Delivery delivery) {
            kit.at(delivery.at());
            switch (delivery.fact()) {
                case Fact.Uses uses ->
                    kit.send(
                            Topic.USAGE_RECORDED,
                            delivery.account(),
                            TopologyKit.usage(
                                    delivery.account(), uses.id(), uses.action(), uses.quantity(), uses.occurredAt()));
                case Fact.Order order ->
                    orders.of(delivery)
                            .ifPresent(command -> kit.send(Topic.ACCOUNT_COMMANDS, delivery.account(), command));
                case Fact.TimePasses tick -> kit.tick();
                case Fact.RepeatsOrder repeat -> throw new IllegalStateException("unresolved " + repeat);
            }
            collect();
        }

        private void collect() {
            kit.ledger()
                    .forEach(line -> ledgers.computeIfAbsent(line.getAccount(), account -> new ArrayList<>())
                            .add(line));
        }

        Outcome finish() {
            kit.tick();
            kit.driver.advanceWallClockTime(Duration.ofSeconds(5));
            collect();
            Map<String, AccountBalance> latest = new HashMap<>();
            kit.balances().forEach(balance -> latest.put(balance.getAccount(), balance));
            SortedMap<String, Outcome.Standing> standings = new TreeMap<>();
            SortedMap<String, List<Line>> lines = new TreeMap<>();
            ledgers.forEach((account, posted) -> {
                lines.put(account, posted.stream().map(PostedOutcome::line).toList());
                standings.put(account, PostedOutcome.standing(latest.get(account)));
            });
            return new Outcome(lines, standings, rejections(), kit.tally.duplicates());
        }

        private List<Outcome.Rejection> rejections() {
            RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(kit.registry, Topic.USAGE_RECORDED, "");
            List<Outcome.Rejection> rejections = new ArrayList<>();
            for (UsageRejected rejected : kit.rejections()) {
                if (rejected.getTopic().equals(Topic.USAGE_RECORDED.topicName(""))) {
                    rejections.add(new Outcome.Rejection(
                            wire.decode(rejected.getValue().array()).getId(), rejected.getReason()));
                }
            }
            return rejections;
        }
    }
}
