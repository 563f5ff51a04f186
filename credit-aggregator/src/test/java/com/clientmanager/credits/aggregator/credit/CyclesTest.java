package com.clientmanager.credits.aggregator.credit;

import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.GROWTH;
import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.PRO;
import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.START;
import static com.clientmanager.credits.aggregator.credit.AccountUnderTest.STARTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.AccountCommand.Command;
import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CyclesTest {
    private static final Instant DAY_2 = START.plus(Duration.ofDays(1));
    private static final Instant BOUNDARY = Instant.parse("2026-02-10T00:00:00Z");

    @Test
    void R13_the_next_due_time_is_the_cycles_end_or_the_earliest_expiry_of_something_left() {
        AccountUnderTest one = AccountUnderTest.on(STARTER);
        assertThat(one.account.nextDue()).contains(BOUNDARY);
        Instant soon = START.plus(Duration.ofDays(3));
        one.order(START, command -> promotional(command, "promo-1", soon));
        assertThat(one.account.nextDue()).contains(soon);
        one.use(DAY_2, 55);
        assertThat(one.account.nextDue()).contains(soon);
        one.use(DAY_2, 5);
        assertThat(one.account.nextDue()).contains(BOUNDARY);
    }

    @Test
    void R17_after_the_end_only_grants_are_due() {
        AccountUnderTest one = AccountUnderTest.on(STARTER);
        one.order(DAY_2, AccountUnderTest::cancel);
        one.order(DAY_2, command -> promotional(command, "promo-1", BOUNDARY.plusSeconds(9)));
        one.advance(BOUNDARY);
        assertThat(one.last().note()).isEqualTo("Subscription ended");
        assertThat(one.account.nextDue()).contains(BOUNDARY.plusSeconds(9));
        one.advance(BOUNDARY.plusSeconds(9));
        assertThat(one.last().type()).isEqualTo(EntryType.EXPIRY);
        assertThat(one.last().cycle()).isNull();
        assertThat(one.account.nextDue()).isEmpty();
    }

    @Test
    void R12_a_start_in_the_past_writes_the_cycles_since_in_the_orders_name() {
        AccountUnderTest one = new AccountUnderTest();
        one.order(DAY_2, command -> AccountUnderTest.start(command, STARTER, START.minus(Duration.ofDays(40))));
        assertThat(one.ledger).hasSize(3).allSatisfy(line -> {
            assertThat(line.order().commandId()).isEqualTo("c1");
            assertThat(line.recordedAt()).isEqualTo(DAY_2);
        });
        one.advance(BOUNDARY.plus(Duration.ofDays(2)));
        assertThat(one.last().order()).isNull();
        assertThat(one.last().recordedAt()).isEqualTo(one.last().occurredAt());
    }

    @Test
    void R12_a_start_too_far_ahead_or_back_and_a_plan_beyond_measure_are_refused() {
        assertStartRefused(DAY_2.plus(Duration.ofMinutes(5)).plusMillis(1), STARTER, RefusalCode.IN_THE_FUTURE);
        assertStartRefused(DAY_2.minus(Duration.ofDays(36_525)).minusMillis(1), STARTER, RefusalCode.TOO_LATE);
        assertStartRefused(DAY_2, plan(1_000_000_001), RefusalCode.INVALID_AMOUNT);
        assertStartRefused(DAY_2, plan(-1), RefusalCode.INVALID_AMOUNT);
        AccountUnderTest one = new AccountUnderTest();
        Instant ahead = DAY_2.plus(Duration.ofMinutes(5));
        assertThat(one.order(DAY_2, command -> AccountUnderTest.start(command, plan(1_000_000_000), ahead)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(new AccountUnderTest().order(DAY_2, command -> AccountUnderTest.start(command, plan(0), DAY_2)))
                .isInstanceOf(Decision.Accepted.class);
    }

    private static void assertStartRefused(Instant startedAt, PlanTerms plan, RefusalCode code) {
        AccountUnderTest one = new AccountUnderTest();
        assertThat(one.order(DAY_2, command -> AccountUnderTest.start(command, plan, startedAt)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(one.account.isOpen()).isFalse();
    }

    private static PlanTerms plan(long included) {
        return new PlanTerms("odd", Credits.of(included), 9);
    }

    @Test
    void R12_a_century_of_cycles_can_be_written_at_once() {
        AccountUnderTest one = new AccountUnderTest();
        one.order(DAY_2, command -> AccountUnderTest.start(command, STARTER, DAY_2.minus(Duration.ofDays(36_525))));
        assertThat(one.account.subscription().cycle()).isBetween(1198L, 1200L);
        assertThat(one.account.grants().size()).isLessThan(5);
    }

    @Test
    void R1_a_century_of_the_largest_allowance_ten_times_over_leaves_nothing_behind() {
        AccountUnderTest one = new AccountUnderTest();
        Instant longAgo = DAY_2.minus(Duration.ofDays(36_000));
        for (int i = 0; i < 10; i++) {
            one.order(DAY_2, command -> AccountUnderTest.start(command, plan(1_000_000_000), longAgo));
            one.order(DAY_2, AccountUnderTest::suspend);
            one.order(DAY_2, AccountUnderTest::cancel);
        }
        assertThat(one.ledger).extracting(LedgerEntry::refusal).containsOnlyNulls();
        assertThat(one.account.totals().granted()).isEqualTo(one.account.available());
    }

    @Test
    void R12_one_subscription_at_a_time_and_another_after_it_ended() {
        AccountUnderTest one = AccountUnderTest.on(STARTER);
        one.use(DAY_2, 20);
        one.order(DAY_2, command -> AccountUnderTest.start(command, GROWTH, DAY_2));
        one.assertLastRefuses(RefusalCode.ALREADY_SUBSCRIBED, "s1");
        one.order(DAY_2, AccountUnderTest::cancel);
        Instant later = BOUNDARY.plus(Duration.ofDays(5));
        one.order(
                later, command -> new AccountCommand.StartSubscription(command, "s1", ZoneId.of("UTC"), later, GROWTH));
        one.assertLastRefuses(RefusalCode.ALREADY_SUBSCRIBED, "s1");
        one.order(later, command -> AccountUnderTest.start(command, GROWTH, later));
        assertThat(one.last().grant().id()).isEqualTo("s5:0");
        assertThat(one.account.usedThisCycle()).isEqualTo(Credits.ZERO);
        assertThat(one.account.planAt(DAY_2)).isEqualTo("starter");
        assertThat(one.account.planAt(BOUNDARY.plusSeconds(1))).isNull();
        assertThat(one.account.planAt(later)).isEqualTo("growth");
    }

    @Test
    void R12_a_new_subscription_that_begins_before_the_old_one_would_have_ended_has_its_prices_from_then() {
        AccountUnderTest one = AccountUnderTest.on(STARTER);
        one.order(DAY_2, AccountUnderTest::suspend);
        one.order(DAY_2, AccountUnderTest::cancel);
        assertThat(one.account.planAt(BOUNDARY.minusMillis(1))).isEqualTo("starter");
        assertThat(one.account.planAt(BOUNDARY)).isNull();
        Instant again = DAY_2.plusSeconds(60);
        one.order(again, command -> AccountUnderTest.start(command, PRO, again));
        assertThat(one.account.planAt(again.minusMillis(1))).isEqualTo("starter");
        assertThat(one.account.planAt(again)).isEqualTo("pro");
    }

    @Test
    void R16_a_pending_plan_prices_the_next_cycle_also_before_its_boundary_is_written() {
        AccountUnderTest one = AccountUnderTest.on(GROWTH);
        one.order(DAY_2, command -> new AccountCommand.SchedulePlan(command, STARTER));
        assertThat(one.account.planAt(BOUNDARY.minusMillis(1))).isEqualTo("growth");
        assertThat(one.account.planAt(BOUNDARY)).isEqualTo("starter");
        one.advance(BOUNDARY);
        assertThat(one.last().note()).isEqualTo("Plan changed from growth to starter");
        assertThat(one.account.planAt(BOUNDARY.minusMillis(1))).isEqualTo("growth");
        assertThat(one.account.planAt(BOUNDARY)).isEqualTo("starter");
        assertThat(one.account.planAt(BOUNDARY.plus(Duration.ofDays(60)))).isEqualTo("starter");
    }

    @Test
    void R17_a_subscription_that_is_being_cancelled_has_no_plan_after_its_end() {
        AccountUnderTest one = AccountUnderTest.on(GROWTH);
        one.order(DAY_2, AccountUnderTest::cancel);
        assertThat(one.account.planAt(BOUNDARY)).isNull();
        one.advance(BOUNDARY);
        assertThat(one.account.planAt(BOUNDARY)).isNull();
        assertThat(one.account.planAt(BOUNDARY.minusMillis(1))).isEqualTo("growth");
    }

    @Test
    void R5_many_plan_changes_are_remembered_and_the_oldest_dropped() {
        AccountUnderTest one = AccountUnderTest.on(PRO);
        Instant now = DAY_2;
        for (int month = 0; month < 20; month++) {
            one.order(now, command -> new AccountCommand.SchedulePlan(command, GROWTH));
            now = now.plus(Duration.ofDays(31));
            Instant upgraded = now;
            one.order(now, command -> new AccountCommand.UpgradePlan(command, PRO, upgraded));
        }
        assertThat(one.account.subscription().pastPlans()).hasSize(16);
        assertThat(one.account.planAt(now.minusMillis(1))).isEqualTo("growth");
        assertThat(one.account.planAt(now)).isEqualTo("pro");
    }

    private static AccountCommand promotional(Command command, String id, Instant expiresAt) {
        return new AccountCommand.GrantCredits(command, id, GrantSource.PROMOTIONAL, Credits.of(10), expiresAt, null);
    }
}
