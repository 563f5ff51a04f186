package com.clientmanager.credits.aggregator.credit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A breach must be found whatever caused it, and name the account and both figures. */
class InvariantsTest {
    private final AccountUnderTest one = AccountUnderTest.on(AccountUnderTest.STARTER);
    private final CreditAccount before = one.account;
    private final Decision.Accepted charged = (Decision.Accepted) one.use(
            AccountUnderTest.START.plus(Duration.ofDays(1)), AccountUnderTest.START.plus(Duration.ofDays(1)), "1", 70);

    @Test
    void what_the_engine_writes_holds() {
        assertThatCode(() -> Invariants.check(before, charged.account(), charged.entries()))
                .doesNotThrowAnyException();
    }

    @Test
    void I2_a_lost_credit_is_found() {
        CreditAccount lost =
                with(charged.account(), Credits.of(19), charged.account().grants(), 2);
        assertBroken(lost, charged.entries(), "acme", "I2", "51000000", "50000000");
    }

    @Test
    void I2_each_total_counts() {
        Totals totals = charged.account().totals();
        Credits one = Credits.of(1);
        for (Totals wrong :
                List.of(totals.granting(one), totals.charging(one), totals.reversing(one), totals.ending(one))) {
            assertBroken(with(charged.account(), wrong), charged.entries(), "I2");
        }
    }

    @Test
    void I2_an_overdraft_below_zero_is_found() {
        CreditAccount account = charged.account();
        Totals totals = account.totals();
        Totals matching = new Totals(totals.granted(), Credits.of(49));
        CreditAccount wrong = with(with(account, Credits.of(-1), account.grants(), 2), matching);
        assertBroken(wrong, charged.entries(), "I2, overdraft", "0", "-1000000");
    }

    @Test
    void I3_a_gap_in_the_numbers_is_found() {
        assertBroken(charged.account(), List.of(), "I3, last number", "1", "2");
        LedgerEntry line = charged.entries().get(0);
        assertBroken(charged.account(), List.of(line.numbered(3, line.balanceAfter())), "I3, number", "2", "3");
    }

    @Test
    void I3_a_balance_that_does_not_follow_is_found() {
        LedgerEntry line = charged.entries().get(0);
        BalanceAfter wrong = new BalanceAfter(Credits.ZERO, Credits.of(21));
        assertBroken(
                charged.account(),
                List.of(line.numbered(2, wrong)),
                "I3, balance after line 2",
                "-20000000",
                "-21000000");
    }

    @Test
    void I3_an_account_that_does_not_stand_where_its_last_line_says_is_found() {
        CreditAccount account = charged.account();
        Totals totals = account.totals();
        CreditAccount wrong = with(with(account, Credits.of(21), account.grants(), 2), totals.charging(Credits.of(1)));
        assertBroken(wrong, charged.entries(), "I3, balance:", "-20000000", "-21000000");
    }

    @Test
    void I4_a_grant_below_zero_or_above_its_amount_is_found() {
        assertGrantBroken(-1, 0, 0, 0, "-1000000");
        assertGrantBroken(-1, 9, 9, 9, "-1000000");
        assertGrantBroken(0, -1, 0, 0, "-1000000");
        assertGrantBroken(0, 0, -1, 0, "-1000000");
        assertGrantBroken(0, 0, 0, -1, "-1000000");
        assertGrantBroken(0, 9, -1, 0, "8000000");
        assertGrantBroken(51, 0, 0, 0, "51000000");
        assertGrantBroken(25, 26, 0, 0, "51000000");
        assertGrantBroken(25, 25, 1, 0, "51000000");
        assertGrantBroken(25, 25, 0, 1, "51000000");
        assertGrantBroken(10, 10, 15, 16, "51000000");
    }

    @Test
    void I4_a_grant_may_be_spent_in_any_mixture_up_to_its_amount() {
        CreditAccount account = withGrant(10, 10, 15, 15);
        assertThatThrownBy(() -> Invariants.check(before, account, charged.entries()))
                .as("only I2 is broken here")
                .hasMessageContaining("I2");
    }

    private void assertGrantBroken(long left, long expired, long repaid, long revoked, String held) {
        assertBroken(
                withGrant(left, expired, repaid, revoked),
                charged.entries(),
                "account acme: I4, grant s1:0: expected 50000000 but found " + held);
    }

    private CreditAccount withGrant(long left, long expired, long repaid, long revoked) {
        Grant grant = charged.account().grants().get(0);
        List<Grant> grants = new ArrayList<>();
        grants.add(new Grant(
                grant.id(),
                grant.source(),
                grant.amount(),
                Credits.of(left),
                Credits.of(expired),
                Credits.of(repaid),
                Credits.of(revoked),
                grant.effectiveAt(),
                grant.expiresAt(),
                grant.name(),
                grant.cycle()));
        return with(charged.account(), charged.account().overdraft(), grants, 2);
    }

    private static CreditAccount with(CreditAccount account, Credits overdraft, List<Grant> grants, long lastSeq) {
        return new CreditAccount(
                account.id(),
                lastSeq,
                overdraft,
                grants,
                account.subscription(),
                account.usedThisCycle(),
                account.totals(),
                account.reversedSeqs(),
                account.lastCommandSequence());
    }

    private static CreditAccount with(CreditAccount account, Totals totals) {
        return new CreditAccount(
                account.id(),
                account.lastSeq(),
                account.overdraft(),
                account.grants(),
                account.subscription(),
                account.usedThisCycle(),
                totals,
                account.reversedSeqs(),
                account.lastCommandSequence());
    }

    private void assertBroken(CreditAccount after, List<LedgerEntry> entries, String... words) {
        assertThatThrownBy(() -> Invariants.check(before, after, entries))
                .isInstanceOf(InvariantViolationException.class)
                .message()
                .contains(words);
    }
}
