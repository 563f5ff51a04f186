package com.clientmanager.credits.billing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void amounts_add_exactly_or_not_at_all() {
        assertThat(new Money(2900, "USD").plus(new Money(1, "USD"))).isEqualTo(new Money(2901, "USD"));
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, "USD").plus(new Money(1, "USD")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(1, "USD").plus(new Money(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_unknown_currency_is_refused() {
        assertThatThrownBy(() -> new Money(1, "ZZZ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_share_of_a_huge_amount_does_not_overflow_on_the_way() {
        assertThat(new Money(Long.MAX_VALUE, "USD").shareRoundedDown(2_678_400, 2_678_400))
                .isEqualTo(new Money(Long.MAX_VALUE, "USD"));
        assertThat(new Money(7000, "USD").shareRoundedDown(1, 3)).isEqualTo(new Money(2333, "USD"));
    }

    @Test
    void it_is_written_as_people_write_it() {
        assertThat(new Money(2900, "USD").display(Locale.US)).isEqualTo("$29.00");
        assertThat(new Money(1500, "JPY").display(Locale.US)).isEqualTo("¥1,500");
        assertThat(new Money(-2905, "USD").display(Locale.US)).isEqualTo("-$29.05");
    }
}
