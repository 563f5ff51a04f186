package com.clientmanager.credits.aggregator.credit;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.AccountCommand.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An account put through the real engine, invariants checked at every step. */
final class AccountUnderTest {
    static final Instant START = Instant.parse("2026-01-10T09:00:00Z");
    static final PlanTerms STARTER = new PlanTerms("starter", Credits.of(50), 1);
    static final PlanTerms GROWTH = new PlanTerms("growth", Credits.of(250), 2);
    static final PlanTerms PRO = new PlanTerms("pro", Credits.of(1000), 3);
    static final Dimensions LABELS = Dimensions.ofEncoded(new byte[] {1, 2, 3});
    static final AccountCommand.Used USED = new AccountCommand.Used("sms.send", 1L, "user-7", LABELS, "hold-1");
    private static final ZoneId UTC = ZoneId.of("UTC");

    final CreditEngine engine = new CreditEngine(Duration.ofDays(35));
    final List<LedgerEntry> ledger = new ArrayList<>();
    CreditAccount account = CreditAccount.unopened("acme");
    private long sequence;
    private int usages;

    static AccountUnderTest on(PlanTerms plan) {
        AccountUnderTest one = new AccountUnderTest();
        one.order(START, command -> start(command, plan, START));
        return one;
    }

    static AccountCommand start(Command command, PlanTerms plan, Instant startedAt) {
        return new AccountCommand.StartSubscription(command, "s" + command.sequence(), UTC, startedAt, plan);
    }

    Decision order(Instant at, Function<Command, AccountCommand> order) {
        sequence++;
        return take(order.apply(new Command("c" + sequence, sequence, at)), at);
    }

    Decision use(Instant appendedAt, Instant occurredAt, String unit, long quantity) {
        return take(usage(occurredAt, unit, quantity), appendedAt);
    }

    void use(Instant at, long credits) {
        assertThat(use(at, at, "1", credits)).isInstanceOf(Decision.Accepted.class);
    }

    Usage usage(Instant occurredAt, String unit, long quantity) {
        Price price = new Price("v1", Credits.parse(unit));
        return new Usage("/crm", "u" + ++usages, "sms.send", quantity, "user-7", LABELS, "hold-1", occurredAt, price);
    }

    void advance(Instant now) {
        take(engine.advance(account, now));
    }

    Decision take(AccountEvent event, Instant appendedAt) {
        return take(engine.apply(account, event, appendedAt));
    }

    private Decision take(Decision decision) {
        if (decision instanceof Decision.Accepted accepted) {
            Invariants.check(account, accepted.account(), accepted.entries());
            account = accepted.account();
            ledger.addAll(accepted.entries());
        }
        return decision;
    }

    LedgerEntry last() {
        return ledger.get(ledger.size() - 1);
    }

    /** The last line refuses an order and says why. */
    void assertLastRefuses(RefusalCode code, String... words) {
        assertThat(last().type()).isEqualTo(EntryType.COMMAND_REFUSED);
        assertThat(last().refusal()).isEqualTo(code);
        for (String word : words) {
            assertThat(last().note()).contains(word);
        }
        assertThat(last().amount()).isEqualTo(Credits.ZERO);
    }

    static AccountCommand buy(Command command, String grantId, String credits) {
        return new AccountCommand.GrantCredits(
                command, grantId, GrantSource.PURCHASED, Credits.parse(credits), null, "a pack");
    }

    /** The order that reverses a charge as the ledger says it. */
    static AccountCommand reverse(Command command, LedgerEntry charge) {
        return new AccountCommand.ReverseCharge(
                command,
                charge.seq(),
                charge.amount().negated(),
                charge.allocations(),
                USED,
                charge.occurredAt(),
                "by mistake");
    }

    static AccountCommand withdrawScheduled(Command command) {
        return new AccountCommand.WithdrawScheduledPlan(command, "");
    }

    static AccountCommand cancel(Command command) {
        return new AccountCommand.CancelAtCycleEnd(command, "");
    }

    static AccountCommand withdrawCancellation(Command command) {
        return new AccountCommand.WithdrawCancellation(command, "");
    }

    static AccountCommand suspend(Command command) {
        return new AccountCommand.SuspendSubscription(command, "");
    }

    static AccountCommand resume(Command command) {
        return new AccountCommand.ResumeSubscription(command, "");
    }
}
