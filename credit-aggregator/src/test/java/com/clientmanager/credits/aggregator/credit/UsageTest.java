package com.clientmanager.credits.aggregator.credit;

import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.START;
import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.STARTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Instant DAY_2 = START.plus(Duration.ofDays(1));
    private static final Instant BOUNDARY = Instant.parse("2026-02-10T00:00:00Z");

    private final AccountUnderTest one = AccountUnderTest.on(STARTER);

    @Test
    void I1_a_charge_names_its_event_its_price_and_its_grants() {
        one.use(DAY_2.plusSeconds(5), DAY_2, "4", 3);
        LedgerEntry charge = one.last();
        Usage usage = charge.usage();
        assertThat(charge.type()).isEqualTo(EntryType.CHARGE);
        assertThat(usage).isNotNull();
        assertThat(usage.id()).isEqualTo("u1");
        assertThat(usage.price()).isEqualTo(new Price("v1", Credits.of(4)));
        assertThat(charge.allocations()).containsExactly(new Allocation("s1:0", GrantSource.ALLOWANCE, Credits.of(12)));
        assertThat(charge.occurredAt()).isEqualTo(DAY_2);
        assertThat(charge.recordedAt()).isEqualTo(DAY_2.plusSeconds(5));
        assertThat(charge.order()).isNull();
        assertThat(charge.pricedPlan()).isEqualTo("starter");
        assertThat(charge.note()).isNull();
        assertThat(charge.refusal()).isNull();
        assertThat(charge.reversal()).isNull();
        assertThat(charge.balance()).isEqualTo(Credits.of(38));
    }

    @Test
    void R4_usage_of_an_account_that_is_not_open_and_of_no_units_is_refused() {
        Usage usage = one.usage(DAY_2, "1", 1);
        assertThat(one.engine.apply(CreditAccount.unopened("x"), usage, DAY_2))
                .isEqualTo(new Refused(RefusalCode.UNKNOWN_ACCOUNT, "no subscription has opened the account"));
        assertThat(one.use(DAY_2, DAY_2, "1", 0))
                .isEqualTo(new Refused(RefusalCode.QUANTITY_NOT_POSITIVE, "quantity 0"));
        assertThat(one.ledger).hasSize(1);
    }

    @Test
    void R1_a_charge_is_at_most_a_thousand_million_credits() {
        CreditAccount before = one.account;
        Refused tooMuch = new Refused(RefusalCode.AMOUNT_OVERFLOW, "the charge is above 1,000,000,000 credits");
        assertThat(one.use(DAY_2, DAY_2, "9223372036854.775807", 2)).isEqualTo(tooMuch);
        assertThat(one.use(DAY_2, DAY_2, "0.000001", 1_000_000_000_000_001L)).isEqualTo(tooMuch);
        assertThat(one.use(DAY_2, DAY_2, "1000000000.000001", 1)).isEqualTo(tooMuch);
        assertThat(one.use(DAY_2, DAY_2, "3", Long.MAX_VALUE)).isEqualTo(tooMuch);
        assertThat(one.account).isSameAs(before);
        one.use(DAY_2, 1_000_000_000);
        assertThat(one.use(DAY_2, DAY_2, "0.000001", 1_000_000_000_000_000L)).isInstanceOf(Decision.Accepted.class);
        assertThat(one.use(DAY_2, DAY_2, "0", Long.MAX_VALUE)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void R1_a_total_that_does_not_fit_is_refused_whole() {
        for (int i = 0; i < 9_223; i++) {
            one.use(DAY_2, 1_000_000_000);
        }
        CreditAccount before = one.account;
        assertThat(one.use(DAY_2, DAY_2, "1000000000", 1))
                .isEqualTo(new Refused(RefusalCode.AMOUNT_OVERFLOW, "a sum of credits does not fit"));
        assertThat(one.account).isSameAs(before);
        one.use(DAY_2, 300_000_000);
    }

    @Test
    void R9_an_allowance_pays_up_to_the_last_millisecond_of_its_cycle() {
        one.use(BOUNDARY.minusMillis(1), 5);
        assertThat(one.last().allocations().get(0).grant()).isEqualTo("s1:0");
        one.use(BOUNDARY, 5);
        assertThat(one.last().allocations().get(0).grant()).isEqualTo("s1:1");
        assertThat(one.account.usedThisCycle()).isEqualTo(Credits.of(5));
    }

    @Test
    void R13_usage_of_the_near_future_opens_the_next_cycle() {
        one.use(BOUNDARY.minusSeconds(60), BOUNDARY.plusSeconds(60), "1", 5);
        assertThat(one.last().allocations().get(0).grant()).isEqualTo("s1:1");
        assertThat(one.last().cycle()).isEqualTo(one.account.subscription().current());
        // What happened before it, and comes after, spends the cycle it happened in (R14).
        one.use(BOUNDARY.minusSeconds(30), 5);
        assertThat(one.last().allocations().get(0).grant()).isEqualTo("s1:0");
        assertThat(one.account.usedThisCycle()).isEqualTo(Credits.of(5));
        assertThat(one.last().cycle().number()).isZero();
    }

    @Test
    void R14_only_what_is_needed_is_taken_back() {
        one.use(DAY_2, 20);
        one.advance(BOUNDARY);
        one.use(BOUNDARY.plusSeconds(60), BOUNDARY.minusSeconds(60), "1", 7);
        LedgerEntry takenBack = one.ledger.get(one.ledger.size() - 2);
        assertThat(takenBack.type()).isEqualTo(EntryType.EXPIRY_REVERSED);
        assertThat(takenBack.amount()).isEqualTo(Credits.of(7));
        assertThat(takenBack.usage()).isEqualTo(one.last().usage());
        assertThat(takenBack.grant().expired()).isEqualTo(Credits.of(23));
        assertThat(one.account.available()).isEqualTo(Credits.of(50));
    }

    @Test
    void R9_usage_from_before_the_start_is_paid_by_bought_credits_or_owed() {
        Instant before = START.minusSeconds(60);
        one.use(DAY_2, before, "1", 2);
        assertThat(one.last().allocations()).isEmpty();
        assertThat(one.last().cycle()).isNull();
        assertThat(one.account.overdraft()).isEqualTo(Credits.of(2));
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-1", "10"));
        one.use(DAY_2, before, "1", 3);
        assertThat(one.last().allocations())
                .containsExactly(new Allocation("pay-1", GrantSource.PURCHASED, Credits.of(3)));
    }

    @Test
    void R7_the_allowance_and_the_balance_are_told_apart() {
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-1", "100"));
        one.use(DAY_2, 20);
        assertThat(one.account.allowanceGranted()).isEqualTo(Credits.of(50));
        assertThat(one.account.allowanceLeft()).isEqualTo(Credits.of(30));
        assertThat(one.account.available()).isEqualTo(Credits.of(130));
        assertThat(one.account.balance()).isEqualTo(Credits.of(130));
        assertThat(CreditAccount.unopened("x").allowanceGranted()).isEqualTo(Credits.ZERO);
        assertThat(CreditAccount.unopened("x").planAt(START)).isNull();
        assertThat(CreditAccount.unopened("x").nextDue()).isEmpty();
    }

    @Test
    void R14_ended_allowances_are_dropped_once_no_late_usage_can_reach_them() {
        one.advance(BOUNDARY.plus(Duration.ofDays(70)));
        assertThat(one.account.grants()).extracting(Grant::id).contains("s1:0");
        one.advance(BOUNDARY.plus(Duration.ofDays(70)).plusSeconds(1));
        assertThat(one.account.grants())
                .extracting(Grant::id)
                .doesNotContain("s1:0")
                .contains("s1:1");
    }

    @Test
    void nothing_due_is_the_same_account() {
        CreditAccount before = one.account;
        one.advance(BOUNDARY.minusMillis(1));
        assertThat(one.account).isSameAs(before);
    }
}
