package com.clientmanager.credits.aggregator.credit;

import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.START;
import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.STARTER;
import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.buy;
import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.reverse;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReversalTest {
    private static final Instant DAY_2 = START.plus(Duration.ofDays(1));
    private static final Instant BOUNDARY = Instant.parse("2026-02-10T00:00:00Z");

    private final AccountUnderTest one = AccountUnderTest.on(STARTER);

    @Test
    void R21_what_was_owed_is_forgiven_first() {
        one.use(DAY_2, 60);
        LedgerEntry charge = one.last();
        one.order(DAY_2, command -> reverse(command, charge));
        assertThat(one.last().amount()).isEqualTo(Credits.of(60));
        assertThat(one.last().allocations())
                .containsExactly(new Allocation("s1:0", GrantSource.ALLOWANCE, Credits.of(50)));
        assertThat(one.last().reversal().seq()).isEqualTo(charge.seq());
        assertThat(one.last().note()).isEqualTo("by mistake");
        assertThat(one.account.overdraft()).isEqualTo(Credits.ZERO);
        assertThat(one.account.available()).isEqualTo(Credits.of(50));
        assertThat(one.account.usedThisCycle()).isEqualTo(Credits.ZERO);
        assertThat(one.account.reversedSeqs().contains(charge.seq())).isTrue();
    }

    @Test
    void R21_repaid_debt_returns_to_the_newest_repayment_first() {
        one.use(DAY_2, 80);
        LedgerEntry charge = one.last();
        one.order(DAY_2.plusSeconds(1), command -> buy(command, "pay-1", "20"));
        one.order(DAY_2.plusSeconds(2), command -> buy(command, "pay-2", "8"));
        one.order(DAY_2.plusSeconds(3), command -> reverse(command, charge));
        assertThat(one.last().allocations())
                .containsExactly(
                        new Allocation("pay-2", GrantSource.PURCHASED, Credits.of(8)),
                        new Allocation("pay-1", GrantSource.PURCHASED, Credits.of(20)),
                        new Allocation("s1:0", GrantSource.ALLOWANCE, Credits.of(50)));
        assertThat(one.account.available()).isEqualTo(Credits.of(78));
    }

    @Test
    void R21_two_debts_return_what_each_had() {
        one.use(DAY_2, 50);
        one.use(DAY_2, 10);
        LedgerEntry first = one.last();
        one.use(DAY_2, 5);
        LedgerEntry second = one.last();
        one.order(DAY_2, command -> buy(command, "pay-1", "12"));
        assertThat(one.account.overdraft()).isEqualTo(Credits.of(3));
        one.order(DAY_2, command -> reverse(command, second));
        assertThat(one.account.overdraft()).isEqualTo(Credits.ZERO);
        assertThat(one.account.available()).isEqualTo(Credits.of(2));
        one.order(DAY_2, command -> reverse(command, first));
        assertThat(one.account.available()).isEqualTo(Credits.of(12));
    }

    @Test
    void R19_R21_long_after_the_last_allowance_the_only_grant_is_known_and_gets_back_what_it_paid() {
        one.order(DAY_2, AccountUnderTest::cancel);
        Instant later = BOUNDARY.plus(Duration.ofDays(100));
        one.use(later, 10);
        LedgerEntry owed = one.last();
        one.order(later, command -> buy(command, "pay-1", "30"));
        one.use(later, 5);
        LedgerEntry paid = one.last();
        assertThat(one.account.grants()).hasSize(1);
        one.order(later, command -> buy(command, "pay-1", "30"));
        one.assertLastRefuses(RefusalCode.ALREADY_GRANTED, "pay-1");
        one.order(later, command -> reverse(command, owed));
        assertThat(one.account.available()).isEqualTo(Credits.of(25));
        one.order(later, command -> reverse(command, paid));
        assertThat(one.account.available()).isEqualTo(Credits.of(30));
        one.order(later, command -> new AccountCommand.RevokeGrant(command, "pay-1", "refunded"));
        assertThat(one.account.available()).isEqualTo(Credits.ZERO);
    }

    @Test
    void R21_the_expiry_that_follows_names_the_charge() {
        one.use(DAY_2, 30);
        LedgerEntry charge = one.last();
        one.order(BOUNDARY, command -> reverse(command, charge));
        assertThat(one.last().type()).isEqualTo(EntryType.EXPIRY);
        assertThat(one.last().amount()).isEqualTo(Credits.of(-30));
        assertThat(one.last().reversal().seq()).isEqualTo(charge.seq());
        assertThat(one.last().cycle().number()).isEqualTo(1);
        assertThat(one.account.available()).isEqualTo(Credits.of(50));
        // Late usage of January finds it again (R14).
        one.use(BOUNDARY.plusSeconds(1), DAY_2, "1", 25);
        assertThat(one.last().allocations())
                .containsExactly(new Allocation("s1:0", GrantSource.ALLOWANCE, Credits.of(25)));
    }

    @Test
    void R21_what_returns_to_an_allowance_that_is_no_longer_kept_expires_under_its_name() {
        one.use(DAY_2, 30);
        LedgerEntry charge = one.last();
        one.order(BOUNDARY.plus(Duration.ofDays(200)), command -> reverse(command, charge));
        assertThat(one.last().type()).isEqualTo(EntryType.EXPIRY);
        assertThat(one.last().grant()).isNull();
        assertThat(one.last().allocations()).containsExactlyElementsOf(charge.allocations());
        assertThat(one.last().amount()).isEqualTo(Credits.of(-30));
        assertThat(one.last().cycle()).isNotNull();
    }

    @Test
    void R21_a_free_charge_can_be_reversed_too() {
        one.use(DAY_2, DAY_2, "0", 1);
        LedgerEntry charge = one.last();
        one.order(DAY_2, command -> reverse(command, charge));
        assertThat(one.last().type()).isEqualTo(EntryType.REVERSAL);
        assertThat(one.last().amount()).isEqualTo(Credits.ZERO);
    }

    @Test
    void R21_a_charge_of_an_earlier_cycle_does_not_lower_what_this_one_used() {
        one.use(DAY_2, 30);
        LedgerEntry charge = one.last();
        one.use(BOUNDARY, 7);
        one.order(BOUNDARY, command -> reverse(command, charge));
        assertThat(one.account.usedThisCycle()).isEqualTo(Credits.of(7));
    }

    @Test
    void R21_an_order_that_contradicts_the_ledger_is_refused() {
        one.use(DAY_2, 30);
        LedgerEntry charge = one.last();
        assertNotReversible(0, "30", "30", "no line 0");
        assertNotReversible(99, "30", "30", "no line 99");
        assertNotReversible(-1, "30", "30", "no line -1");
        assertNotReversible(charge.seq(), "29", "30", "exceed");
        assertNotReversible(charge.seq(), "30", "0", "an allocation of 0");
        assertNotReversible(charge.seq(), "30", "-1", "an allocation of -1");
        assertNotReversible(charge.seq(), "31", "31", "something else");
        assertNotReversible(charge.seq(), "31", "30", "something else");
        assertNotReversible(charge.seq(), "9223372036854.775807", "30", "something else");
        assertThat(one.account.available()).isEqualTo(Credits.of(20));
        one.order(DAY_2, command -> reverse(command, charge));
        one.order(DAY_2, command -> reverse(command, charge));
        one.assertLastRefuses(RefusalCode.ALREADY_REVERSED, "line " + charge.seq());
    }

    private void assertNotReversible(long seq, String charge, String allocated, String words) {
        Allocation allocation = new Allocation("s1:0", GrantSource.ALLOWANCE, Credits.parse(allocated));
        one.order(
                DAY_2,
                command -> new AccountCommand.ReverseCharge(
                        command, seq, Credits.parse(charge), List.of(allocation), AccountUnderTest.USED, DAY_2, "x"));
        one.assertLastRefuses(RefusalCode.NOT_REVERSIBLE, words);
    }

    @Test
    void R1_allocations_that_overflow_are_refused() {
        one.use(DAY_2, 30);
        Allocation most = new Allocation("s1:0", GrantSource.ALLOWANCE, new Credits(Long.MAX_VALUE));
        one.order(
                DAY_2,
                command -> new AccountCommand.ReverseCharge(
                        command, 2, Credits.of(30), List.of(most, most), AccountUnderTest.USED, DAY_2, "x"));
        one.assertLastRefuses(RefusalCode.AMOUNT_OVERFLOW);
    }
}
