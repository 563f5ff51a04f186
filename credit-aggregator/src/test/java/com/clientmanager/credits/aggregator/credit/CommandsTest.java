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
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Instant DAY_2 = START.plus(Duration.ofDays(1));
    private static final Instant BOUNDARY = Instant.parse("2026-02-10T00:00:00Z");

    private final AccountUnderTest one = AccountUnderTest.on(STARTER);

    @Test
    void an_order_of_an_account_that_is_not_open_is_refused() {
        AccountCommand order = new AccountCommand.CancelAtCycleEnd(new Command("c1", 1, DAY_2), "");
        assertThat(one.engine.apply(CreditAccount.unopened("x"), order, DAY_2))
                .isEqualTo(new Refused(RefusalCode.UNKNOWN_ACCOUNT, "no subscription has opened the account"));
    }

    @Test
    void R19_a_repeat_is_silence_but_time_goes_on() {
        Command command = new Command("c2", 2, DAY_2);
        one.take(AccountUnderTest.buy(command, "pay-1", "10"), DAY_2);
        assertThat(one.account.lastCommandSequence()).isEqualTo(2);
        assertThat(one.last().note()).isEqualTo("a pack");
        one.take(AccountUnderTest.buy(command, "pay-1", "10"), DAY_2);
        one.take(AccountUnderTest.buy(new Command("c1", 1, DAY_2), "pay-0", "10"), DAY_2);
        assertThat(one.ledger).hasSize(2);
        one.take(AccountUnderTest.buy(command, "pay-1", "10"), BOUNDARY);
        assertThat(one.last().grant().id()).isEqualTo("s1:1");
    }

    @Test
    void a_refused_order_is_answered_once_and_what_time_brought_stays() {
        AccountCommand order = new AccountCommand.WithdrawCancellation(new Command("c2", 2, DAY_2), "");
        one.take(order, BOUNDARY);
        one.take(order, BOUNDARY);
        assertThat(one.ledger)
                .extracting(LedgerEntry::type)
                .containsExactly(EntryType.GRANT, EntryType.EXPIRY, EntryType.GRANT, EntryType.COMMAND_REFUSED);
        assertThat(one.last().order()).isEqualTo(order);
        assertThat(one.last().cycle().number()).isEqualTo(1);
        one.assertLastRefuses(RefusalCode.NOTHING_TO_CHANGE, "it is not being cancelled");
    }

    @Test
    void R10_credits_that_cannot_be_granted_are_refused() {
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-1", "0"));
        one.assertLastRefuses(RefusalCode.INVALID_AMOUNT, "amount 0");
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-1", "1000000000.000001"));
        one.assertLastRefuses(RefusalCode.INVALID_AMOUNT);
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-1", "1000000000"));
        assertThat(one.last().type()).isEqualTo(EntryType.GRANT);
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "s1:0", "1"));
        one.assertLastRefuses(RefusalCode.NOT_GRANTABLE, "s1:0");
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-1", "5"));
        one.assertLastRefuses(RefusalCode.ALREADY_GRANTED, "pay-1");
        one.order(
                DAY_2,
                command -> new AccountCommand.GrantCredits(
                        command, "x", GrantSource.ALLOWANCE, Credits.of(1), null, null));
        one.assertLastRefuses(RefusalCode.NOT_GRANTABLE);
    }

    @Test
    void R1_grants_stop_long_before_time_alone_could_overflow() {
        for (int i = 0; i < 4700; i++) {
            String id = "pay-" + i;
            one.use(DAY_2, 1_000_000_000);
            one.order(DAY_2, command -> AccountUnderTest.buy(command, id, "1000000000"));
        }
        one.assertLastRefuses(RefusalCode.AMOUNT_OVERFLOW, "does not fit");
        one.order(DAY_2, AccountUnderTest::cancel);
        assertThat(one.last().refusal()).as("what grants nothing is obeyed").isNull();
        assertThat(one.account.totals().granted().micros()).isLessThanOrEqualTo(Long.MAX_VALUE / 2);
        assertThat(one.account.totals().granted().micros()).isGreaterThan(Long.MAX_VALUE / 2 - 1_000_000_000_000_000L);
    }

    @Test
    void R10_a_grant_that_expired_before_it_was_read_still_repays_and_then_expires() {
        one.use(DAY_2, 60);
        one.order(
                DAY_2,
                command -> new AccountCommand.GrantCredits(
                        command, "promo-1", GrantSource.PROMOTIONAL, Credits.of(25), DAY_2, null));
        assertThat(one.ledger.subList(2, 5))
                .extracting(LedgerEntry::type)
                .containsExactly(EntryType.GRANT, EntryType.OVERDRAFT_REPAID, EntryType.EXPIRY);
        assertThat(one.last().amount()).isEqualTo(Credits.of(-15));
        assertThat(one.account.overdraft()).isEqualTo(Credits.ZERO);
        one.order(
                DAY_2,
                command -> new AccountCommand.GrantCredits(
                        command, "promo-2", GrantSource.PROMOTIONAL, Credits.of(25), DAY_2.plusMillis(1), null));
        assertThat(one.last().type()).isEqualTo(EntryType.GRANT);
    }

    @Test
    void R15_the_share_is_by_the_second_and_rounded_down_to_a_whole_credit() {
        Cycle april = new Cycle(3, Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(PlanCommands.share(Credits.of(2000), april.start(), april)).isEqualTo(Credits.of(2000));
        assertThat(PlanCommands.share(Credits.of(2000), Instant.parse("2026-04-16T00:00:00Z"), april))
                .isEqualTo(Credits.of(1000));
        assertThat(PlanCommands.share(Credits.of(2000), Instant.parse("2026-04-16T00:00:01Z"), april))
                .isEqualTo(Credits.of(999));
        assertThat(PlanCommands.share(Credits.of(2000), april.end().minusSeconds(1), april))
                .isEqualTo(Credits.ZERO);
        assertThat(PlanCommands.share(Credits.of(1_000_000_000), april.start().plusSeconds(1), april))
                .isEqualTo(Credits.of(999_999_614));
    }

    @Test
    void R15_an_upgrade_must_be_higher_and_paid_in_the_running_cycle() {
        refuse(upgrade(STARTER, DAY_2), RefusalCode.NOT_AN_UPGRADE, "starter");
        refuse(upgrade(GROWTH, START.minusMillis(1)), RefusalCode.NOT_IN_RUNNING_CYCLE, "cycle 0");
        refuse(
                upgrade(GROWTH, DAY_2.plus(TimestampPolicy.AHEAD).plusMillis(1)),
                RefusalCode.IN_THE_FUTURE,
                "effectiveAt");
        refuse(upgrade(new PlanTerms("mad", Credits.of(1_000_000_001), 9), DAY_2), RefusalCode.INVALID_AMOUNT, "mad");
        one.order(DAY_2, upgrade(GROWTH, DAY_2.plus(TimestampPolicy.AHEAD)));
        assertThat(one.last().type()).isEqualTo(EntryType.GRANT);
        assertThat(one.last().note()).isEqualTo("Upgraded from starter to growth");
        assertThat(one.last().subscription().plan()).isEqualTo(GROWTH);
    }

    @Test
    void R15_a_higher_plan_with_no_more_credits_changes_only_the_plan() {
        one.order(DAY_2, upgrade(new PlanTerms("care", Credits.of(50), 5), DAY_2));
        assertThat(one.last().type()).isEqualTo(EntryType.PLAN_CHANGED);
        assertThat(one.account.planAt(DAY_2)).isEqualTo("care");
        one.order(DAY_2, upgrade(new PlanTerms("lean", Credits.of(10), 6), DAY_2));
        assertThat(one.last().type()).isEqualTo(EntryType.PLAN_CHANGED);
        assertThat(one.account.available()).isEqualTo(Credits.of(50));
    }

    @Test
    void R15_an_upgrade_keeps_a_cancellation_and_drops_a_scheduled_downgrade() {
        one.order(DAY_2, upgrade(GROWTH, DAY_2));
        one.order(DAY_2, command -> new AccountCommand.SchedulePlan(command, STARTER));
        one.order(DAY_2, AccountUnderTest::cancel);
        one.order(DAY_2, upgrade(PRO, DAY_2));
        assertThat(one.account.subscription().pendingPlan()).isNull();
        assertThat(one.account.subscription().status()).isEqualTo(SubscriptionStatus.CANCELLING);
    }

    @Test
    void R15_in_a_cycle_without_allowance_the_whole_new_one_comes_with_the_payment() {
        one.order(DAY_2, AccountUnderTest::suspend);
        Instant next = BOUNDARY.plusSeconds(60);
        one.order(next, upgrade(GROWTH, next));
        assertThat(one.last().type()).isEqualTo(EntryType.PLAN_CHANGED);
        one.order(next, AccountUnderTest::resume);
        assertThat(one.last().amount()).isEqualTo(GROWTH.included());
        assertThat(one.last().note()).isEqualTo("Allowance of the running cycle");
        assertThat(one.last().occurredAt()).isEqualTo(next);
        assertThat(one.last().grant().effectiveAt()).isEqualTo(BOUNDARY);
    }

    @Test
    void R18_resuming_within_the_cycle_grants_nothing_twice() {
        one.order(DAY_2, AccountUnderTest::suspend);
        assertThat(one.last().note()).isEqualTo("Suspended: not paid");
        refuse(AccountUnderTest::suspend, RefusalCode.NOTHING_TO_CHANGE, "it is suspended");
        refuse(AccountUnderTest::withdrawCancellation, RefusalCode.NOTHING_TO_CHANGE, "not being cancelled");
        one.order(DAY_2, AccountUnderTest::resume);
        assertThat(one.last().type()).isEqualTo(EntryType.SUBSCRIPTION_CHANGED);
        assertThat(one.last().note()).isEqualTo("Resumed");
        refuse(AccountUnderTest::resume, RefusalCode.NOTHING_TO_CHANGE, "not suspended");
        assertThat(one.account.available()).isEqualTo(Credits.of(50));
    }

    @Test
    void R17_cancelled_and_suspended_ends_at_once_either_way_and_the_running_allowance_lasts() {
        one.order(DAY_2, AccountUnderTest::cancel);
        assertThat(one.last().note()).isEqualTo("Cancelled");
        refuse(AccountUnderTest::cancel, RefusalCode.NOTHING_TO_CHANGE, "being cancelled");
        refuse(AccountUnderTest::resume, RefusalCode.NOTHING_TO_CHANGE, "not suspended");
        one.order(DAY_2, AccountUnderTest::suspend);
        assertThat(one.last().note()).isEqualTo("Ended: cancelled and not paid");
        assertThat(one.account.subscription().isEnded()).isTrue();
        one.use(BOUNDARY.minusMillis(1), 10);
        assertThat(one.account.available()).isEqualTo(Credits.of(40));
        one.advance(BOUNDARY);
        assertThat(one.last().type()).isEqualTo(EntryType.EXPIRY);
        AccountUnderTest other = AccountUnderTest.on(STARTER);
        other.order(DAY_2, AccountUnderTest::suspend);
        other.order(DAY_2, AccountUnderTest::cancel);
        assertThat(other.last().note()).isEqualTo("Cancelled while suspended");
        assertThat(other.account.subscription().isEnded()).isTrue();
    }

    @Test
    void R17_nothing_can_be_changed_after_the_end() {
        one.order(DAY_2, AccountUnderTest::cancel);
        one.advance(BOUNDARY);
        List<Function<Command, AccountCommand>> orders = List.of(
                AccountUnderTest::cancel,
                AccountUnderTest::withdrawCancellation,
                AccountUnderTest::suspend,
                AccountUnderTest::resume,
                command -> new AccountCommand.SchedulePlan(command, STARTER),
                upgrade(GROWTH, DAY_2));
        for (Function<Command, AccountCommand> order : orders) {
            long before = one.account.lastSeq();
            one.order(BOUNDARY, order);
            one.assertLastRefuses(RefusalCode.SUBSCRIPTION_ENDED, "s1 has ended");
            assertThat(one.account.lastSeq()).isEqualTo(before + 1);
        }
    }

    @Test
    void R17_a_cancellation_from_before_the_boundary_takes_the_new_allowance_away() {
        Instant decided = BOUNDARY.minusMillis(1);
        one.order(BOUNDARY, upgrade(GROWTH, BOUNDARY));
        one.use(BOUNDARY.plusSeconds(1), 60);
        one.take(new AccountCommand.CancelAtCycleEnd(new Command("late", 9, decided), ""), BOUNDARY.plusSeconds(2));
        assertThat(one.account.available()).isEqualTo(Credits.ZERO);
        assertThat(one.account.subscription().isEnded()).isTrue();
        assertThat(one.account.allowanceGranted()).isEqualTo(Credits.ZERO);
        one.use(BOUNDARY.plusSeconds(3), 1);
        assertThat(one.account.overdraft()).isEqualTo(Credits.of(1));
        // January's allowance is still there for January's late usage.
        one.use(BOUNDARY.plusSeconds(4), DAY_2, "1", 5);
        assertThat(one.last().allocations().get(0).grant()).isEqualTo("s1:0");
    }

    @Test
    void R17_a_cancellation_decided_at_the_boundary_or_in_cycle_0_waits_for_the_end() {
        one.take(new AccountCommand.CancelAtCycleEnd(new Command("early", 8, START.minusSeconds(1)), ""), DAY_2);
        assertThat(one.account.subscription().status()).isEqualTo(SubscriptionStatus.CANCELLING);
        AccountUnderTest other = AccountUnderTest.on(STARTER);
        other.take(new AccountCommand.CancelAtCycleEnd(new Command("x", 9, BOUNDARY), ""), BOUNDARY.plusSeconds(2));
        assertThat(other.account.subscription().status()).isEqualTo(SubscriptionStatus.CANCELLING);
    }

    @Test
    void R16_a_downgrade_must_be_lower_and_one_replaces_another() {
        refuse(command -> new AccountCommand.SchedulePlan(command, STARTER), RefusalCode.NOT_A_DOWNGRADE, "starter");
        refuse(AccountUnderTest::withdrawScheduled, RefusalCode.NOTHING_TO_CHANGE, "no plan is scheduled");
        AccountUnderTest pro = AccountUnderTest.on(PRO);
        pro.order(DAY_2, command -> new AccountCommand.SchedulePlan(command, GROWTH));
        assertThat(pro.last().note()).isEqualTo("Scheduled: growth from the next cycle");
        pro.order(DAY_2, command -> new AccountCommand.SchedulePlan(command, STARTER));
        assertThat(pro.account.subscription().pendingPlan()).isEqualTo(STARTER);
        pro.order(DAY_2, AccountUnderTest::withdrawScheduled);
        assertThat(pro.last().note()).isEqualTo("Scheduled change withdrawn");
        assertThat(pro.account.subscription().pendingPlan()).isNull();
        PlanTerms bad = new PlanTerms("bad", Credits.of(-1), 0);
        pro.order(DAY_2, command -> new AccountCommand.SchedulePlan(command, bad));
        pro.assertLastRefuses(RefusalCode.INVALID_AMOUNT, "bad");
    }

    @Test
    void R20_only_bought_or_given_credits_can_be_revoked() {
        refuse(
                command -> new AccountCommand.RevokeGrant(command, "s1:0", "x"),
                RefusalCode.NOT_GRANTABLE,
                "allowances");
        one.order(DAY_2, command -> AccountUnderTest.buy(command, "pay-1", "10"));
        one.order(DAY_2, command -> new AccountCommand.RevokeGrant(command, "pay-1", "chargeback"));
        assertThat(one.last().amount()).isEqualTo(Credits.of(-10));
        assertThat(one.last().note()).isEqualTo("chargeback");
        assertThat(one.account.totals().granted()).as("net of it").isEqualTo(Credits.of(50));
    }

    private static Function<Command, AccountCommand> upgrade(PlanTerms plan, Instant at) {
        return command -> new AccountCommand.UpgradePlan(command, plan, at);
    }

    private void refuse(Function<Command, AccountCommand> order, RefusalCode code, String words) {
        one.order(DAY_2, order);
        one.assertLastRefuses(code, words);
    }
}
