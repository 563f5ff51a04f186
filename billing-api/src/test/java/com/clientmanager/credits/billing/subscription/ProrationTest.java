package com.clientmanager.credits.billing.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.billing.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R15: the fee and the credits of an upgrade share one instant and one share of the cycle. */
class ProrationTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void at_the_start_of_the_cycle_the_whole_difference_is_due() {
        Proration whole = new Proration(START, END, START);
        assertThat(whole.feeShare(new Money(7000, "USD"))).isEqualTo(new Money(7000, "USD"));
        assertThat(whole.creditShareMicros(2_000_000_000L)).isEqualTo(2_000_000_000L);
    }

    @Test
    void in_the_middle_of_the_cycle_half_of_it_is_due() {
        Proration half =
                new Proration(START, END, START.plus(15, ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS));
        assertThat(half.feeShare(new Money(7000, "USD"))).isEqualTo(new Money(3500, "USD"));
        assertThat(half.creditShareMicros(2_000_000_000L)).isEqualTo(1_000_000_000L);
    }

    @Test
    void an_upgrade_never_gives_a_negative_amount() {
        // polarsource/polar#9410: -100 instead of 7,500.
        Proration last = new Proration(START, END, END.minusSeconds(1));
        assertThat(last.feeShare(new Money(7000, "USD"))).isEqualTo(new Money(0, "USD"));
        assertThat(last.creditShareMicros(7_500_000_000L)).isZero();
    }

    @Test
    void an_instant_outside_the_cycle_is_refused() {
        assertThatThrownBy(() -> new Proration(START, END, END)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Proration(START, END, START.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void now_is_cut_to_the_second_but_never_before_the_cycle() {
        Instant oddStart = START.plusMillis(500);
        assertThat(Proration.startingNow(oddStart, END, START.plusMillis(700)).at())
                .isEqualTo(oddStart);
        assertThat(Proration.startingNow(START, END, START.plusMillis(1700)).at())
                .isEqualTo(START.plusSeconds(1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shares_are_within_the_whole_fall_with_time_and_lose_less_than_a_unit(long seed) {
        Random random = new Random(seed);
        Instant start = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
        long seconds = random.nextLong(1, 32L * 86_400);
        Instant end = start.plusSeconds(seconds);
        long first = random.nextLong(0, seconds);
        long later = random.nextLong(first, seconds);
        Money fee = new Money(random.nextLong(0, Long.MAX_VALUE), "USD");
        long credits = random.nextLong(0, Long.MAX_VALUE);
        Proration early = new Proration(start, end, start.plusSeconds(first));
        Proration late = new Proration(start, end, start.plusSeconds(later));

        assertThat(early.feeShare(fee).amountMinor()).isBetween(0L, fee.amountMinor());
        assertThat(late.feeShare(fee)).isLessThanOrEqualTo(early.feeShare(fee));
        assertThat(late.creditShareMicros(credits)).isLessThanOrEqualTo(early.creditShareMicros(credits));
        assertThat(early.creditShareMicros(credits) % 1_000_000).isZero();

        BigInteger exact = BigInteger.valueOf(fee.amountMinor()).multiply(BigInteger.valueOf(seconds - first));
        BigInteger charged =
                BigInteger.valueOf(early.feeShare(fee).amountMinor()).multiply(BigInteger.valueOf(seconds));
        assertThat(exact.subtract(charged)).isBetween(BigInteger.ZERO, BigInteger.valueOf(seconds - 1));
    }

    static long[] seeds() {
        return new Random(15).longs(300).toArray();
    }
}
