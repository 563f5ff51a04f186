package com.clientmanager.credits.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantSource;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecountTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Findings findings = new Findings();
    private final Recount recount = new Recount("acct-1");

    @Test
    void a_true_history_has_no_finding() {
        recount.apply(grant(1, "g-1", 10, 10).build(), findings);
        recount.apply(charge(2, 12, 10).build(), findings);
        recount.apply(
                line(3, "GRANT", 5, 3)
                        .setAvailableMicros(5)
                        .setOverdraftMicros(2)
                        .setGrant(terms("g-2", 5))
                        .build(),
                findings);
        recount.apply(
                line(4, "OVERDRAFT_REPAID", 0, 3)
                        .setAvailableMicros(3)
                        .setAllocations(List.of(new Allocation("g-2", GrantSource.PURCHASED, 2L)))
                        .build(),
                findings);

        assertThat(findings.report()).isEmpty();
        assertThat(recount.balance()).isEqualTo(BigInteger.valueOf(3));
        assertThat(recount.charged()).isEqualTo(BigInteger.valueOf(12));
    }

    @Test
    void a_missing_line_is_found() {
        recount.apply(grant(1, "g-1", 10, 10).build(), findings);
        recount.apply(charge(3, 4, 4).build(), findings);
        assertThat(findings.count(Findings.Kind.NUMBER_GAP)).isOne();
    }

    @Test
    void a_wrong_balance_is_found() {
        recount.apply(grant(1, "g-1", 10, 11).build(), findings);
        assertThat(findings.count(Findings.Kind.BALANCE_CHAIN)).isOne();
    }

    @Test
    void a_grant_spent_beyond_its_amount_is_found() {
        recount.apply(grant(1, "g-1", 10, 10).build(), findings);
        recount.apply(charge(2, 12, 12).build(), findings);
        assertThat(findings.count(Findings.Kind.GRANT_BOUNDS)).isOne();
    }

    @Test
    void a_live_balance_that_differs_is_found() {
        recount.apply(grant(1, "g-1", 10, 10).build(), findings);
        new LiveFigures("here", 1, 9, 0, Map.of("g-1", 10L), -1, LiveFigures.UNSAID)
                .compare("acct-1", recount, findings, Findings.Kind.LIVE_BALANCE);
        assertThat(findings.count(Findings.Kind.LIVE_BALANCE)).isOne();
        assertThat(findings.report()).contains("available is 9, counted 10");
    }

    private static LedgerEntryPosted.Builder grant(long seq, String id, long micros, long balance) {
        return line(seq, "GRANT", micros, balance).setAvailableMicros(micros).setGrant(terms(id, micros));
    }

    private static LedgerEntryPosted.Builder charge(long seq, long micros, long fromGrant) {
        return line(seq, "CHARGE", -micros, 10 - micros)
                .setAvailableMicros(10 - fromGrant)
                .setOverdraftMicros(micros - fromGrant)
                .setQuantity(micros)
                .setUnitPriceMicros(1L)
                .setAllocations(List.of(new Allocation("g-1", GrantSource.ALLOWANCE, fromGrant)));
    }

    private static GrantTerms terms(String id, long micros) {
        return new GrantTerms(id, GrantSource.PURCHASED, micros, NOON, null);
    }

    private static LedgerEntryPosted.Builder line(long seq, String type, long amount, long balance) {
        return LedgerEntryPosted.newBuilder()
                .setAccount("acct-1")
                .setSeq(seq)
                .setType(type)
                .setAmountMicros(amount)
                .setBalanceMicros(balance)
                .setAvailableMicros(0)
                .setOverdraftMicros(0)
                .setOccurredAt(NOON)
                .setRecordedAt(NOON);
    }
}
