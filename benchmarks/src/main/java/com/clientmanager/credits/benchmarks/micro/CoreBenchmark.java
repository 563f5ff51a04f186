package com.clientmanager.credits.benchmarks.micro;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.aggregator.credit.GrantSource;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.Price;
import com.clientmanager.credits.aggregator.credit.Usage;
import com.clientmanager.credits.aggregator.rating.PriceVersion;
import com.clientmanager.credits.aggregator.rating.RateCard;
import com.clientmanager.credits.aggregator.rating.Rating;
import com.clientmanager.credits.benchmarks.load.AccountDistribution;
import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.CrmAction;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds of the steps that every event takes, without Kafka. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CoreBenchmark {
    private static final Instant STARTED = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");
    private static final int EVENTS = 1 << 12;

    private final CreditEngine engine = new CreditEngine(Duration.ofDays(35));
    private final UsageRecorded[] events = new UsageRecorded[EVENTS];
    private final byte[][] encoded = new byte[EVENTS][];
    private final RegistryAvroCodec<UsageRecorded> wire =
            RegistryAvroCodec.of(new SingleSchemaRegistry(), Topic.USAGE_RECORDED, "");
    private RateCard card = RateCard.EMPTY;
    private CreditAccount account = CreditAccount.unopened("acc-00000001");
    private Price price = new Price("bench-1", Credits.ZERO);
    private int next;

    /** An open account with an allowance and a purchased grant, a rate card of 12 actions, 4,096 events. */
    @Setup
    public void open() {
        for (CrmAction action : CrmAction.values()) {
            Credits unit = Credits.ofMicros(action.unitPriceMicros());
            card = card.with(
                    action.action(), List.of(new PriceVersion("bench-1", Instant.EPOCH, Instant.EPOCH, null, unit)));
        }
        price = new Price("bench-1", Credits.ofMicros(CrmAction.EMAIL_SEND.unitPriceMicros()));
        PlanTerms plan = new PlanTerms("growth", Credits.of(2_500), 2);
        order(new AccountCommand.StartSubscription(command(1), "sub-1", ZoneOffset.UTC, STARTED, plan));
        order(new AccountCommand.GrantCredits(
                command(2), "pack-1", GrantSource.PURCHASED, Credits.of(1_000_000_000), null, null));
        UsageLoad load =
                new UsageLoad(1, new Accounts(1_000, 8), new AccountDistribution.Uniform(1_000), NOW.toEpochMilli(), 0);
        for (int i = 0; i < EVENTS; i++) {
            events[i] = load.record(i);
            encoded[i] = wire.encode(events[i]);
        }
    }

    /** The price of one event (R5). */
    @Benchmark
    public Rating price() {
        UsageRecorded event = events[following()];
        return card.rate(event.getAction(), "growth", event.getOccurredAt(), NOW);
    }

    /** One charge with its ledger entry and the invariant checks (R7 to R9, I2 to I4). */
    @Benchmark
    public Decision draw() {
        Usage usage = new Usage("/crm/email", "e", "email.send", 1, null, Dimensions.NONE, null, NOW, price);
        Decision decision = engine.apply(account, usage, NOW);
        if (decision instanceof Decision.Accepted accepted) {
            account = accepted.account();
        }
        return decision;
    }

    /** Decodes a usage event. */
    @Benchmark
    public UsageRecorded decode() {
        return wire.decode(encoded[following()]);
    }

    /** Encodes a usage event. */
    @Benchmark
    public byte[] encode() {
        return wire.encode(events[following()]);
    }

    private int following() {
        next = (next + 1) & (EVENTS - 1);
        return next;
    }

    private void order(AccountCommand order) {
        account = switch (engine.apply(account, order, STARTED)) {
            case Decision.Accepted accepted -> accepted.account();
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    private static AccountCommand.Command command(long sequence) {
        return new AccountCommand.Command("command-" + sequence, sequence, STARTED);
    }
}
