package com.clientmanager.credits.aggregator.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final Instant TIME = Instant.parse("2026-01-10T09:00:00Z");

    @Test
    void R21_reversed_charges_are_a_sorted_set() {
        ReversedCharges some = ReversedCharges.of(7, 3).with(5);
        assertThat(some.toArray()).containsExactly(3, 5, 7);
        assertThat(some.contains(5)).isTrue();
        assertThat(some.contains(4)).isFalse();
        assertThat(some).isEqualTo(ReversedCharges.of(3, 5, 7)).hasSameHashCodeAs(ReversedCharges.of(3, 5, 7));
        assertThat(some).isNotEqualTo(ReversedCharges.of(3)).isNotEqualTo(new Object());
        assertThat(some.hashCode()).isNotEqualTo(ReversedCharges.of(3).hashCode());
        assertThat(some).hasToString("[3, 5, 7]");
        assertThat(ReversedCharges.of()).isSameAs(ReversedCharges.NONE);
        some.toArray()[0] = 99;
        assertThat(some.contains(3)).isTrue();
    }

    @Test
    void R8_draw_order_is_priority_then_expiry_then_age_then_id() {
        List<Grant> expected = List.of(
                grant("z", GrantSource.ALLOWANCE, 0, TIME.plusSeconds(9)),
                grant("y", GrantSource.PROMOTIONAL, 0, TIME.plusSeconds(5)),
                grant("a", GrantSource.PROMOTIONAL, 0, TIME.plusSeconds(6)),
                grant("x", GrantSource.PROMOTIONAL, 1, TIME.plusSeconds(6)),
                grant("b", GrantSource.PROMOTIONAL, 0, null),
                grant("e", GrantSource.PURCHASED, 1, null),
                grant("c", GrantSource.PURCHASED, 2, null),
                grant("d", GrantSource.PURCHASED, 2, null));
        List<Grant> shuffled = new ArrayList<>(expected);
        Collections.reverse(shuffled);
        shuffled.sort(Grant.DRAW_ORDER);
        assertThat(shuffled).containsExactlyElementsOf(expected);
    }

    private static Grant grant(String id, GrantSource source, long age, @Nullable Instant expiresAt) {
        var order = new AccountCommand.GrantCredits(
                new AccountCommand.Command("c1", 1, TIME), id, source, Credits.of(1), expiresAt, null);
        return Grant.given(order, TIME.plusSeconds(age));
    }

    @Test
    void a_cycle_is_half_open() {
        Cycle cycle = new Cycle(0, TIME, TIME.plusSeconds(10));
        assertThat(cycle.contains(TIME.minusMillis(1))).isFalse();
        assertThat(cycle.contains(TIME)).isTrue();
        assertThat(cycle.contains(TIME.plusSeconds(10).minusMillis(1))).isTrue();
        assertThat(cycle.contains(TIME.plusSeconds(10))).isFalse();
    }
}
