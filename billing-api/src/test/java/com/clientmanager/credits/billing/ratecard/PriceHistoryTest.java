package com.clientmanager.credits.billing.ratecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law: an event that had a price keeps it, whenever it reaches the log. The model below tries every plan, event time
 * and append time; it shares
 * nothing with the rule. Times are whole minutes: a version is known after 1, an event lies at most 5 ahead, the lead
 * is 6.
 */
class PriceHistoryTest {
    private static final int KNOWN_AFTER = 1;
    private static final int AHEAD = 5;
    private static final int LEAD = KNOWN_AFTER + AHEAD;
    private static final int END = 60;
    private static final List<String> PLANS = Arrays.asList(null, "starter", "pro", "retired");
    private static final int NO_PRICE = -1;

    /** A version as the model sees it; its number is its price. */
    private record Version(int number, String plan, int from, int known) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void whatever_is_appended_an_event_that_had_a_price_keeps_it_R5(long seed) {
        Random random = new Random(seed);
        int accepted = 0;
        int refused = 0;
        for (int history = 0; history < 60; history++) {
            List<Version> versions = new ArrayList<>();
            for (int now = 10; now < END - 10; now += 1 + random.nextInt(9)) {
                String plan = PLANS.get(random.nextInt(3));
                int from = random.nextInt(4) == 0 && !versions.isEmpty()
                        ? versions.get(random.nextInt(versions.size())).from()
                        : random.nextInt(now + 2 * LEAD);
                Version next = new Version(versions.size(), plan, from, now + KNOWN_AFTER);
                List<Version> with = new ArrayList<>(versions);
                with.add(next);
                boolean keeps = changedPrice(with) == null;
                assertThat(history(versions).mayBegin(plan, at(from), at(now + LEAD)))
                        .as(
                                "seed %d: at %d after %s came %s, first change %s",
                                seed, now, versions, next, changedPrice(with))
                        .isEqualTo(keeps);
                if (keeps) {
                    versions = with;
                    accepted++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(accepted).isGreaterThan(50);
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void a_plans_own_price_from_before_the_general_one_changes_charges_R5() {
        PriceHistory history = history(List.of(new Version(0, null, 20, 0)));
        assertThat(history.mayBegin("pro", at(10), at(50))).isFalse();
        assertThat(history.mayBegin(null, at(10), at(50)))
                .as("the general price begins at 20 all the same")
                .isTrue();
        assertThat(history.mayBegin("pro", at(50), at(50))).as("with the lead").isTrue();
    }

    @Test
    void a_plans_own_price_may_mend_the_time_before_its_own_next_price_R5() {
        PriceHistory history = history(List.of(new Version(0, "pro", 20, 0), new Version(1, null, 20, 0)));
        assertThat(history.mayBegin("pro", at(10), at(50))).isTrue();
        assertThat(history.mayBegin("pro", at(20), at(50))).isFalse();
        assertThat(history.mayBegin("starter", at(10), at(50))).isFalse();
    }

    /** The first event whose price differs between two times at which it may be appended, or null. */
    private static String changedPrice(List<Version> versions) {
        for (String plan : PLANS) {
            for (int time = 0; time < END; time++) {
                int had = NO_PRICE;
                for (int appended = Math.max(0, time - AHEAD); appended < END; appended++) {
                    int price = price(versions, plan, time, appended);
                    if (had != NO_PRICE && price != had) {
                        return "plan " + plan + " time " + time + " appended " + appended + ": " + had + " -> " + price;
                    }
                    had = price;
                }
            }
        }
        return null;
    }

    /** R5 word by word: the plan's own before the general, the greatest effectiveFrom, of equals the later appended. */
    private static int price(List<Version> versions, String plan, int time, int appended) {
        int best = NO_PRICE;
        for (int own = 0; own < 2 && best == NO_PRICE; own++) {
            String wanted = own == 0 ? plan : null;
            int from = -1;
            for (Version version : versions) {
                boolean same = wanted == null ? version.plan() == null : wanted.equals(version.plan());
                if (same && version.from() <= time && version.known() <= appended && version.from() >= from) {
                    from = version.from();
                    best = version.number();
                }
            }
        }
        return best;
    }

    private static PriceHistory history(List<Version> versions) {
        return new PriceHistory(versions.stream()
                .map(version -> new PriceView(
                        "ai.chat",
                        "answer",
                        new Credits(version.number()),
                        version.plan(),
                        "v" + version.number(),
                        at(version.from()),
                        at(version.known())))
                .toList());
    }

    private static Instant at(int minute) {
        return Instant.EPOCH.plusSeconds(60L * minute);
    }
}
