package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.credit.Price;
import com.clientmanager.credits.aggregator.credit.Subscription;
import com.clientmanager.credits.aggregator.credit.TimestampPolicy;
import com.clientmanager.credits.aggregator.credit.Usage;
import com.clientmanager.credits.aggregator.rating.Rating;
import com.clientmanager.credits.aggregator.stream.bundle.InputBundle;
import com.clientmanager.credits.aggregator.stream.store.AccountStore;
import com.clientmanager.credits.aggregator.stream.store.Identity;
import com.clientmanager.credits.aggregator.stream.store.IdentityStore;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charges each usage event once: decode, time gate (R3), account (R4), identity (R2), price (R5), engine, and then one
 * write of identity, account and ledger lines. What cannot be charged is kept whole (R4) and leaves no identity behind,
 * so that it can be charged when it is replayed.
 */
final class ChargeUsage implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ChargeUsage.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** A task that begins reads its accounts in, for so long each time. */
    private static final Duration LOAD_EVERY = Duration.ofMillis(100);

    private static final long LOAD_NANOS = Duration.ofMillis(15).toNanos();

    private final StepSetup setup;
    private final CreditEngine engine;
    private final Duration lateness;
    private final UsageReader reader;
    private final Identity identity = new Identity();
    private ProcessorContext<byte[], byte[]> context;
    private AccountStore accounts;
    private IdentityStore identities;
    private RateCardStore prices;
    private Postings postings;

    ChargeUsage(StepSetup setup) {
        this.setup = setup;
        this.lateness = setup.config().pace().lateness();
        this.engine = new CreditEngine(lateness);
        this.reader = new UsageReader(setup.wires().usage());
    }

    /** What becomes of an event. */
    private sealed interface Outcome {
        record Charged(Postings.Ready ready) implements Outcome {}

        record Repeated() implements Outcome {}

        /** A tick: the partition's time has moved, and nothing else happens. */
        record Ticked() implements Outcome {}

        /** With what was read of it, if anything was. */
        record Rejected(
                RejectionReason reason,
                String detail,
                @Nullable UsageRecorded usage) implements Outcome {}
    }

    private static final Outcome REPEATED = new Outcome.Repeated();
    private static final Outcome TICKED = new Outcome.Ticked();

    @Override
    public void init(ProcessorContext<byte[], byte[]> task) {
        context = task;
        accounts = task.getStateStore(AccountStore.NAME);
        identities = task.getStateStore(IdentityStore.NAME);
        prices = task.getStateStore(RateCardStore.NAME);
        postings = new Postings(task, accounts, setup);
        long start = System.nanoTime();
        accounts.refuseOldLayout();
        identities.load();
        LOG.info(
                "Task {} remembers {} identities, read in {} ms",
                task.taskId(),
                identities.identities(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        task.schedule(
                LOAD_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> accounts.loadUntil(System.nanoTime() + LOAD_NANOS));
        task.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> look());
    }

    private void look() {
        setup.tally()
                .state(
                        context.taskId().partition(),
                        new Tally.StateSize(identities.identities(), identities.filterBytes(), accounts.inHeap()));
    }

    @Override
    public void close() {
        setup.tally().noState(context.taskId().partition());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        CommitPace.took(context);
        InputBundle bundle = InputBundle.in(record.headers());
        if (bundle == null) {
            take(InputRecord.of(record, context.recordMetadata().orElseThrow()));
        } else {
            accounts.expect(bundle.keys());
            postings.together(() -> bundle.records().forEach(one -> take(new InputRecord(one))));
        }
    }

    private void take(InputRecord input) {
        switch (decide(input)) {
            case Outcome.Charged charged -> {
                identities.remember(identity, input.stampMs());
                postings.write(charged.ready);
                setup.tally().charge();
            }
            case Outcome.Repeated repeated -> setup.tally().duplicate();
            case Outcome.Ticked ticked -> setup.tally().tick();
            case Outcome.Rejected rejected -> {
                setup.tally().usageRejection(postings.reject(input, rejected.reason, rejected.detail, rejected.usage));
            }
        }
    }

    private Outcome decide(InputRecord input) {
        if (input.value() == null) {
            return new Outcome.Rejected(RejectionReason.UNREADABLE, "the record has no value", null);
        }
        UsageRecorded usage;
        try {
            usage = reader.read(input.value());
        } catch (MalformedRecordException e) {
            return new Outcome.Rejected(RejectionReason.UNREADABLE, String.valueOf(e.getMessage()), null);
        }
        if (UsageLimits.isTick(usage)) {
            return TICKED;
        }
        Outcome refused = refuse(input, usage);
        return refused == null ? charge(input, usage) : refused;
    }

    /** What the event itself and the broker's stamp suffice to refuse, the limits first; null: nothing. */
    private @Nullable Outcome refuse(InputRecord input, UsageRecorded usage) {
        UsageLimits.Violation beyond = UsageLimits.firstViolation(usage);
        if (beyond != null) {
            return rejected(RejectionReason.ofLimit(beyond.code()), beyond.detail(), usage);
        }
        if (!input.isKeyedBy(usage.getAccount())) {
            return rejected(RejectionReason.KEY_MISMATCH, "account " + usage.getAccount() + " is not the key", usage);
        }
        if (usage.getQuantity() <= 0) {
            return rejected(RejectionReason.QUANTITY_NOT_POSITIVE, "quantity " + usage.getQuantity(), usage);
        }
        Instant appendedAt = input.appendedAt();
        return switch (TimestampPolicy.judge(usage.getOccurredAt(), appendedAt, lateness)) {
            case OK -> null;
            case IN_THE_FUTURE ->
                rejected(
                        RejectionReason.IN_THE_FUTURE,
                        "occurredAt " + usage.getOccurredAt() + " is after " + appendedAt + " + 5 minutes",
                        usage);
            case TOO_LATE ->
                rejected(
                        RejectionReason.TOO_LATE,
                        "occurredAt " + usage.getOccurredAt() + " is before " + appendedAt + " - " + lateness.toDays()
                                + " days",
                        usage);
        };
    }

    private static Outcome rejected(RejectionReason reason, String detail, UsageRecorded usage) {
        return new Outcome.Rejected(reason, detail, usage);
    }

    private Outcome charge(InputRecord input, UsageRecorded usage) {
        CreditAccount account = accounts.get(usage.getAccount());
        if (account == null || !account.isOpen()) {
            return rejected(
                    RejectionReason.UNKNOWN_ACCOUNT,
                    "account " + usage.getAccount() + " has no subscription yet",
                    usage);
        }
        identity.ofEvent(usage.getAccount(), usage.getSource(), usage.getId(), usage.getAction(), usage.getQuantity());
        return switch (identities.judge(identity)) {
            case DUPLICATE -> REPEATED;
            case CONFLICT ->
                rejected(
                        RejectionReason.CONFLICT,
                        "event " + usage.getSource() + " " + usage.getId()
                                + " is known with another action or quantity",
                        usage);
            case FIRST -> price(input, usage, account);
        };
    }

    private Outcome price(InputRecord input, UsageRecorded usage, CreditAccount account) {
        Instant occurredAt = usage.getOccurredAt();
        String plan = planAt(account, occurredAt, input.appendedAt());
        return switch (prices.card().rate(usage.getAction(), plan, occurredAt, input.appendedAt())) {
            case Rating.Priced priced -> apply(input, account, usage, priced(usage, priced.price()));
            case Rating.UnknownAction unknown ->
                rejected(RejectionReason.UNKNOWN_ACTION, "the rate card has no action " + usage.getAction(), usage);
            case Rating.NoPriceAtThatTime none ->
                rejected(
                        RejectionReason.NO_PRICE,
                        "action " + usage.getAction() + " has no price at " + occurredAt,
                        usage);
        };
    }

    /**
     * The plan after all boundaries that have passed: an idle account may have a downgrade behind it that nobody has
     * written yet.
     */
    private @Nullable String planAt(CreditAccount account, Instant occurredAt, Instant appendedAt) {
        Instant now = occurredAt.isAfter(appendedAt) ? occurredAt : appendedAt;
        Subscription subscription = account.subscription();
        boolean behind = subscription != null && !subscription.cycleEnd().isAfter(now);
        return (behind ? engine.advance(account, now).account() : account).planAt(occurredAt);
    }

    private Outcome apply(InputRecord input, CreditAccount account, UsageRecorded usage, Usage priced) {
        return switch (engine.apply(account, priced, input.appendedAt())) {
            case Decision.Accepted accepted -> new Outcome.Charged(postings.ready(account, accepted, input.offset()));
            case Decision.Refused refused -> rejected(RejectionReason.ofUsage(refused.code()), refused.detail(), usage);
        };
    }

    private Usage priced(UsageRecorded usage, Price price) {
        return new Usage(
                usage.getSource(),
                usage.getId(),
                usage.getAction(),
                usage.getQuantity(),
                usage.getUser(),
                reader.dimensions(usage),
                usage.getHoldId(),
                usage.getOccurredAt(),
                price);
    }
}
