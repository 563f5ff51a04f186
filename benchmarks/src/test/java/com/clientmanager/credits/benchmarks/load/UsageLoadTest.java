package com.clientmanager.credits.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.UsageRecorded;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageLoadTest {
    private static final long FROM = 1_780_000_000_000L;
    private static final int EVENTS = 40_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 77})
    void the_same_seed_gives_the_same_events(long seed) {
        UsageLoad one = load(seed, new AccountDistribution.Zipf(1_000));
        UsageLoad other = load(seed, new AccountDistribution.Zipf(1_000));

        for (long n = 0; n < 1_000; n++) {
            assertThat(other.record(other.original(n))).isEqualTo(one.record(one.original(n)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 77})
    void the_oracle_counts_what_a_set_of_identities_counts(long seed) {
        UsageLoad load = load(seed, new AccountDistribution.Zipf(1_000));
        Set<String> seen = new HashSet<>();
        BigInteger charged = BigInteger.ZERO;
        BigInteger gross = BigInteger.ZERO;
        for (long n = 0; n < EVENTS; n++) {
            UsageRecorded event = load.record(load.original(n));
            BigInteger micros = BigInteger.valueOf(event.getQuantity()).multiply(price(event.getAction()));
            gross = gross.add(micros);
            if (seen.add(event.getSource() + " " + event.getId())) {
                charged = charged.add(micros);
            }
        }

        Totals totals = load.totals(EVENTS);

        assertThat(totals)
                .isEqualTo(new Totals(
                        EVENTS, seen.size(), EVENTS - seen.size(), charged.longValueExact(), gross.longValueExact()));
        assertThat(totals.duplicates()).isBetween(EVENTS * 4L / 100, EVENTS * 6L / 100);
    }

    @Test
    void two_seeds_share_no_identity() {
        UsageLoad one = load(1, new AccountDistribution.Uniform(10));
        UsageLoad other = load(2, new AccountDistribution.Uniform(10));
        Set<String> ids = new HashSet<>();
        for (long n = 0; n < 1_000; n++) {
            ids.add(one.record(n).getId());
            ids.add(other.record(n).getId());
        }

        assertThat(ids).hasSize(2_000);
    }

    @Test
    void an_id_tells_the_number_of_its_event() {
        assertThat(UsageLoad.number(load(5, new AccountDistribution.Uniform(10))
                        .record(123_456)
                        .getId()))
                .isEqualTo(123_456);
    }

    @Test
    void the_first_rank_of_zipf_has_twice_the_events_of_the_second() {
        Map<Integer, Integer> counts = new HashMap<>();
        UsageLoad load = load(3, new AccountDistribution.Zipf(1_000));
        for (long n = 0; n < 200_000; n++) {
            counts.merge(load.account(n), 1, Integer::sum);
        }
        int[] busiest = counts.values().stream()
                .mapToInt(Integer::intValue)
                .map(count -> -count)
                .sorted()
                .map(count -> -count)
                .toArray();

        // H(1000) = 7.485: the first rank has 13.36% of the events.
        assertThat(busiest[0]).isBetween(26_000, 27_500);
        assertThat(busiest[1]).isBetween(12_800, 13_900);
        assertThat(counts).hasSizeGreaterThan(980);
    }

    @Test
    void a_hot_account_gets_its_share() {
        UsageLoad load = load(3, new AccountDistribution.HotAccount(1_000, 80));
        long hot = 0;
        for (long n = 0; n < 10_000; n++) {
            hot += load.account(n) == 0 ? 1 : 0;
        }

        assertThat(hot).isBetween(7_800L, 8_200L);
    }

    @Test
    void every_action_occurs() {
        UsageLoad load = load(3, new AccountDistribution.Uniform(10));
        Set<CrmAction> actions = new HashSet<>();
        for (long n = 0; n < 1_000; n++) {
            actions.add(load.action(n));
        }

        assertThat(actions).containsExactlyInAnyOrder(CrmAction.values());
    }

    private static UsageLoad load(long seed, AccountDistribution spread) {
        return new UsageLoad(seed, new Accounts(1_000, 8), spread, FROM, 5);
    }

    private static BigInteger price(String action) {
        for (CrmAction known : CrmAction.values()) {
            if (known.action().equals(action)) {
                return BigInteger.valueOf(known.unitPriceMicros());
            }
        }
        throw new AssertionError(action);
    }
}
