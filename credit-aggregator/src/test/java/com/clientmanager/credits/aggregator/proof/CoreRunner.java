package com.clientmanager.credits.aggregator.proof;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.aggregator.credit.Invariants;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.credit.Price;
import com.clientmanager.credits.aggregator.credit.TimestampPolicy;
import com.clientmanager.credits.aggregator.credit.Usage;
import com.clientmanager.credits.aggregator.proof.Outcome.Rejection;
import com.clientmanager.credits.aggregator.rating.PriceVersion;
import com.clientmanager.credits.aggregator.rating.RateCard;
import com.clientmanager.credits.aggregator.rating.Rating;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pure core without Kafka: identities, rate card and accounts in maps, invariants checked on every write. */
public final class CoreRunner implements ScenarioRunner {
    public static final Duration LATENESS = Duration.ofDays(35);

    private final CreditEngine engine = new CreditEngine(LATENESS);

    @Override
    public Outcome run(List<PriceLine> prices, List<Step> steps) {
        Run run = new Run(rateCard(prices));
        Instant last = Instant.EPOCH;
        for (Delivery delivery : Delivery.of(steps)) {
            run.take(delivery);
            last = delivery.at();
        }
        return run.finish(last);
    }

    private static RateCard rateCard(List<PriceLine> prices) {
        Map<String, List<PriceVersion>> versions = new HashMap<>();
        for (PriceLine price : prices) {
            versions.computeIfAbsent(price.action(), action -> new ArrayList<>())
                    .add(new PriceVersion(
                            price.version(), price.from(), Instant.EPOCH, price.plan(), Credits.parse(price.unit())));
        }
        RateCard card = RateCard.EMPTY;
        for (Map.Entry<String, List<PriceVersion>> one : versions.entrySet()) {
            card = card.with(one.getKey(), one.getValue());
        }
        return card;
    }

    private final class Run {
        private final RateCard rateCard;
        private final Map<String, Delivery> identities = new HashMap<>();
        private final SortedMap<String, CreditAccount> accounts = new TreeMap<>();
        private final SortedMap<String, List<LedgerEntry>> ledgers = new TreeMap<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private long duplicates;

        Run(RateCard rateCard) {
            this.rateCard = rateCard;
        }

        void take(Delivery delivery) {
            CreditAccount account = accounts.computeIfAbsent(delivery.account(), CreditAccount::unopened);
            switch (delivery.fact()) {
                case Fact.Uses uses -> {
                    String code = use(account, uses, delivery);
                    if (code != null) {
                        rejections.add(new Rejection(uses.id(), code));
                    }
                }
                case Fact.Order order ->
                    CoreCommands.of(delivery, ledgerOf(account))
                            .ifPresent(coreOrder -> write(account, engine.apply(account, coreOrder, delivery.at())));
                case Fact.TimePasses tick -> write(account, engine.advance(account, delivery.at()));
                case Fact.RepeatsOrder repeat -> throw new IllegalStateException("unresolved " + repeat);
            }
        }

        private @Nullable String use(CreditAccount account, Fact.Uses uses, Delivery delivery) {
            if (uses.quantity() <= 0) {
                return "QUANTITY_NOT_POSITIVE";
            }
            TimestampPolicy gate = TimestampPolicy.judge(uses.occurredAt(), delivery.at(), LATENESS);
            if (gate != TimestampPolicy.OK) {
                return gate.name();
            }
            if (!account.isOpen()) {
                return "UNKNOWN_ACCOUNT";
            }
            Delivery first = identities.get(identity(account, uses.id()));
            if (first != null) {
                return judgeCopy(first, delivery);
            }
            Instant now = uses.occurredAt().isAfter(delivery.at()) ? uses.occurredAt() : delivery.at();
            Decision.Accepted advanced = engine.advance(account, now);
            String plan = account.planAt(uses.occurredAt());
            if (!Objects.equals(plan, advanced.account().planAt(uses.occurredAt()))) {
                throw new IllegalStateException("the boundaries since change the plan of " + uses);
            }
            Rating rating = rateCard.rate(uses.action(), plan, uses.occurredAt(), delivery.at());
            return switch (rating) {
                case Rating.Priced priced -> charge(account, advanced, usage(uses, priced.price()), delivery);
                case Rating.UnknownAction unknown -> "UNKNOWN_ACTION";
                case Rating.NoPriceAtThatTime none -> "NO_PRICE";
            };
        }

        private static String identity(CreditAccount account, String id) {
            return account.id() + " " + id;
        }

        private @Nullable String judgeCopy(Delivery first, Delivery copy) {
            Fact.Uses one = (Fact.Uses) first.fact();
            Fact.Uses other = (Fact.Uses) copy.fact();
            boolean isSame = one.action().equals(other.action()) && one.quantity() == other.quantity();
            duplicates += isSame ? 1 : 0;
            return isSame ? null : "CONFLICT";
        }

        private @Nullable String charge(
                CreditAccount before, Decision.Accepted advanced, Usage usage, Delivery delivery) {
            return switch (engine.apply(advanced.account(), usage, delivery.at())) {
                case Decision.Refused refused -> refused.code().name();
                case Decision.Accepted charged -> {
                    List<LedgerEntry> lines = new ArrayList<>(advanced.entries());
                    lines.addAll(charged.entries());
                    write(before, new Decision.Accepted(charged.account(), lines));
                    identities.put(identity(before, usage.id()), delivery);
                    yield null;
                }
            };
        }

        private void write(CreditAccount before, Decision decision) {
            if (decision instanceof Decision.Accepted accepted) {
                Invariants.check(before, accepted.account(), accepted.entries());
                accounts.put(before.id(), accepted.account());
                ledgerOf(before).addAll(accepted.entries());
            }
        }

        private List<LedgerEntry> ledgerOf(CreditAccount account) {
            return ledgers.computeIfAbsent(account.id(), id -> new ArrayList<>());
        }

        Outcome finish(Instant last) {
            SortedMap<String, Outcome.Standing> standings = new TreeMap<>();
            SortedMap<String, List<Line>> lines = new TreeMap<>();
            accounts.values().stream().filter(CreditAccount::isOpen).toList().forEach(account -> {
                write(account, engine.advance(account, last));
                standings.put(account.id(), standing(accounts.get(account.id())));
                lines.put(
                        account.id(),
                        ledgerOf(account).stream()
                                .map(entry -> CoreLines.line(account.id(), entry))
                                .toList());
            });
            return new Outcome(lines, standings, rejections, duplicates);
        }
    }

    private static Usage usage(Fact.Uses uses, Price price) {
        return new Usage(
                "/crm",
                uses.id(),
                uses.action(),
                uses.quantity(),
                "u-1",
                Dimensions.NONE,
                null,
                uses.occurredAt(),
                price);
    }

    private static Outcome.Standing standing(CreditAccount account) {
        return new Outcome.Standing(
                BigInteger.valueOf(account.available().micros()),
                BigInteger.valueOf(account.overdraft().micros()),
                BigInteger.valueOf(account.usedThisCycle().micros()));
    }
}
