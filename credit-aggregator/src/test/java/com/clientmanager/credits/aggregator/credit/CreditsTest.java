package com.clientmanager.credits.aggregator.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {
    @ParameterizedTest(name = "R1 {0} is {1} micro-credits and reads back")
    @CsvSource({"12.5,12500000", "0,0", "0.000001,1", "-3,-3000000", "9223372036854.775807,9223372036854775807"})
    void decimals_are_exact(String text, long micros) {
        assertThat(Credits.parse(text)).isEqualTo(new Credits(micros));
        assertThat(new Credits(micros)).hasToString(text);
    }

    @Test
    void R1_trailing_zeros_and_exponents_mean_the_same() {
        assertThat(Credits.parse("12.500")).isEqualTo(Credits.parse("12.5"));
        assertThat(Credits.of(100)).hasToString("100");
        assertThat(Credits.parse("0.000")).isSameAs(Credits.ZERO);
    }

    @ParameterizedTest(name = "R1 {0} does not fit")
    @ValueSource(strings = {"0.0000001", "9223372036854.775808", "1e30"})
    void what_does_not_fit_is_refused(String text) {
        assertThatThrownBy(() -> Credits.parse(text)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void R1_no_operation_wraps() {
        Credits most = new Credits(Long.MAX_VALUE);
        Credits least = new Credits(Long.MIN_VALUE);
        Credits one = new Credits(1);
        assertThatThrownBy(() -> most.plus(one)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> least.minus(one)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Credits.of(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void arithmetic() {
        Credits three = Credits.of(3);
        Credits two = Credits.of(2);
        assertThat(three.plus(two)).isEqualTo(Credits.of(5));
        assertThat(three.plus(Credits.ZERO)).isSameAs(three);
        assertThat(three.minus(two)).isEqualTo(Credits.of(1));
        assertThat(three.minus(Credits.ZERO)).isSameAs(three);
        assertThat(three.times(4)).isEqualTo(Credits.of(12));
        assertThat(three.negated()).isEqualTo(Credits.of(-3));
        assertThat(three.min(two)).isEqualTo(two);
        assertThat(two.min(three)).isEqualTo(two);
        assertThat(three).isGreaterThan(two);
        assertThat(Credits.parse("7.999999").wholeCredits()).isEqualTo(Credits.of(7));
        assertThat(Credits.parse("7").wholeCredits()).isEqualTo(Credits.of(7));
    }

    @Test
    void signs() {
        assertThat(Credits.ZERO.isZero()).isTrue();
        assertThat(Credits.ZERO.isPositive()).isFalse();
        assertThat(Credits.ZERO.isNegative()).isFalse();
        assertThat(new Credits(1).isPositive()).isTrue();
        assertThat(new Credits(1).isZero()).isFalse();
        assertThat(new Credits(1).isNegative()).isFalse();
        assertThat(new Credits(-1).isNegative()).isTrue();
        assertThat(new Credits(-1).isPositive()).isFalse();
    }
}
