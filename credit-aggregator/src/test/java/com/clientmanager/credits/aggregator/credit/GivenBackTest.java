package com.clientmanager.credits.aggregator.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Laws: what was given back leaves an account as usable as it was, however often (R1). */
class GivenBackTest {
    private static final Instant DAY_2 = AccountUnderTest.START.plus(Duration.ofDays(1));
    private static final Instant BOUNDARY = Instant.parse("2026-02-10T00:00:00Z");
    private static final long MAX_CHARGE = 1_000_000_000;
    /** More than one total holds of the largest amount; half of it, more than all grants may be. */
    private static final int OFTEN = 10_000;

    private final AccountUnderTest one = AccountUnderTest.on(AccountUnderTest.STARTER);

    @Test
    void R1_charges_that_were_reversed_never_make_an_account_uncountable() {
        for (int i = 0; i < OFTEN; i++) {
            one.use(DAY_2, MAX_CHARGE);
            LedgerEntry charge = one.last();
            one.order(DAY_2, command -> AccountUnderTest.reverse(command, charge));
            assertThat(one.last().type()).isEqualTo(EntryType.REVERSAL);
        }
        assertUsable();
    }

    @Test
    void R1_reversals_that_name_another_time_do_not_fill_what_was_used_in_the_cycle() {
        for (int i = 0; i < OFTEN; i++) {
            one.use(DAY_2, MAX_CHARGE);
            LedgerEntry charge = one.last();
            Instant wrong = BOUNDARY.plus(Duration.ofDays(1_000));
            one.order(
                    DAY_2,
                    command -> new AccountCommand.ReverseCharge(
                            command,
                            charge.seq(),
                            Credits.of(MAX_CHARGE),
                            charge.allocations(),
                            AccountUnderTest.USED,
                            wrong,
                            "x"));
        }
        one.use(DAY_2, 1);
        assertThat(one.account.overdraft()).isEqualTo(Credits.ZERO);
    }

    @Test
    void R1_grants_that_were_revoked_never_stop_the_next_one() {
        for (int i = 0; i < OFTEN; i++) {
            String id = "pay-" + i;
            one.order(DAY_2, command -> AccountUnderTest.buy(command, id, "1000000000"));
            one.order(DAY_2, command -> new AccountCommand.RevokeGrant(command, id, "refund"));
            assertThat(one.last().type()).isEqualTo(EntryType.REVOCATION);
        }
        assertUsable();
        assertThat(one.account.grants()).hasSizeLessThanOrEqualTo(GrantLimits.MAX_GIVEN + 1);
    }

    @Test
    void R1_grants_that_were_spent_and_given_back_never_stop_the_next_one() {
        for (int i = 0; i < OFTEN / 2; i++) {
            String id = "pay-" + i;
            one.order(DAY_2, command -> AccountUnderTest.buy(command, id, "1000000000"));
            one.use(DAY_2, MAX_CHARGE);
            LedgerEntry charge = one.last();
            one.order(DAY_2, command -> AccountUnderTest.reverse(command, charge));
            one.order(DAY_2, command -> new AccountCommand.RevokeGrant(command, id, "refund"));
            assertThat(one.last().refusal()).isNull();
        }
        assertUsable();
    }

    @Test
    void R1_expiries_that_are_taken_back_and_reversed_never_fill_a_total() {
        one.advance(BOUNDARY);
        Instant late = BOUNDARY.minusSeconds(60);
        Instant now = BOUNDARY.plusSeconds(60);
        for (int i = 0; i < OFTEN; i++) {
            one.use(now, late, "1", 50);
            LedgerEntry charge = one.last();
            one.order(now, command -> AccountUnderTest.reverse(command, charge));
            assertThat(one.last().type()).as("goes again").isEqualTo(EntryType.EXPIRY);
        }
        assertThat(one.account.totals())
                .as("the running allowance alone")
                .isEqualTo(new Totals(Credits.of(50), Credits.ZERO));
        assertUsable(now);
    }

    @Test
    void R1_credits_that_expired_never_stop_the_next_grant() {
        Instant now = DAY_2;
        for (int i = 0; i < OFTEN / 2; i++) {
            String id = "pay-" + i;
            Instant end = now;
            now = now.plus(Duration.ofHours(12));
            one.order(
                    now,
                    command -> new AccountCommand.GrantCredits(
                            command, id, GrantSource.PROMOTIONAL, Credits.of(MAX_CHARGE), end, null));
            assertThat(one.last().type()).isEqualTo(EntryType.EXPIRY);
        }
        assertUsable(now);
    }

    @Test
    void grants_with_credits_have_a_limit_and_used_up_ones_make_room() {
        for (int i = 0; i < GrantLimits.MAX_GIVEN; i++) {
            String id = "pay-" + i;
            one.order(DAY_2, command -> AccountUnderTest.buy(command, id, "1"));
        }
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "more", "1"));
        one.assertLastRefuses(RefusalCode.TOO_MANY_GRANTS, "1500");
        one.use(DAY_2, 51);
        assertThat(one.last().allocations()).hasSize(2);
        LedgerEntry charge = one.last();
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-0", "1"));
        one.assertLastRefuses(RefusalCode.ALREADY_GRANTED, "pay-0");
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "more", "1"));
        assertThat(one.last().type()).isEqualTo(EntryType.GRANT);
        assertThat(one.account.grants()).extracting(Grant::id).contains("more").doesNotContain("pay-0");
        one.order(DAY_2, command -> AccountUnderTest.reverse(command, charge));
        one.assertLastRefuses(RefusalCode.NOT_REVERSIBLE, "something else");
    }

    @Test
    void upgrades_have_a_limit_and_time_makes_room() {
        for (int i = 2; i <= GrantLimits.MAX_ALLOWANCES; i++) {
            upgrade(i);
            assertThat(one.last().refusal()).isNull();
        }
        upgrade(1_000);
        one.assertLastRefuses(RefusalCode.TOO_MANY_GRANTS, "100");
        one.order(DAY_2, AccountUnderTest::suspend);
        assertThat(one.last().refusal()).isNull();
    }

    private void upgrade(int rank) {
        one.order(
                DAY_2,
                command -> new AccountCommand.UpgradePlan(
                        command, new PlanTerms("plan-" + rank, Credits.of(50L + 1_000L * rank), rank), DAY_2));
    }

    @Test
    void R21_the_latest_reversals_are_remembered_and_older_charges_can_no_longer_be_reversed() {
        long[] seqs = new long[ReversedCharges.MAX];
        for (int i = 0; i < seqs.length; i++) {
            seqs[i] = 2L * i + 10;
        }
        ReversedCharges full = ReversedCharges.of(seqs);
        assertThat(full.isForgotten(9)).isTrue();
        assertThat(full.isForgotten(10)).isFalse();
        ReversedCharges next = full.with(11);
        assertThat(next.toArray()).hasSize(ReversedCharges.MAX).startsWith(11, 12, 14);
        assertThat(next.isForgotten(10)).isTrue();
        assertThat(ReversedCharges.of(10, 12).isForgotten(9)).isFalse();
        one.use(DAY_2, 1);
        LedgerEntry charge = one.last();
        one.account = new CreditAccount(
                one.account.id(),
                one.account.lastSeq(),
                one.account.overdraft(),
                one.account.grants(),
                one.account.subscription(),
                one.account.usedThisCycle(),
                one.account.totals(),
                full,
                one.account.lastCommandSequence());
        one.order(DAY_2, command -> AccountUnderTest.reverse(command, charge));
        one.assertLastRefuses(RefusalCode.NOT_REVERSIBLE, "too old");
    }

    @Test
    void R21_a_reversal_of_more_than_was_charged_is_refused() {
        one.use(DAY_2, 10);
        Allocation forged = new Allocation("long-gone", GrantSource.ALLOWANCE, Credits.of(11));
        one.order(
                DAY_2,
                command -> new AccountCommand.ReverseCharge(
                        command, 2, Credits.of(11), List.of(forged), AccountUnderTest.USED, DAY_2, "x"));
        one.assertLastRefuses(RefusalCode.NOT_REVERSIBLE, "something else");
    }

    private void assertUsable() {
        assertUsable(DAY_2);
    }

    /** The largest charge and the largest grant are still taken. */
    private void assertUsable(Instant now) {
        one.use(now, MAX_CHARGE);
        one.order(now, command -> AccountUnderTest.buy(command, "the-last", "1000000000"));
        assertThat(one.ledger).extracting(LedgerEntry::refusal).containsOnlyNulls();
    }
}
