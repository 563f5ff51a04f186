package com.clientmanager.credits.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.money.Money;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaxTest {
    @Test
    void the_tax_is_contained_in_the_price() {
        Tax vat = new Tax("VAT", 1900);
        assertThat(vat.containedIn(new Money(11900, "EUR"))).isEqualTo(new Money(1900, "EUR"));
        assertThat(vat.netOf(new Money(11900, "EUR"))).isEqualTo(new Money(10000, "EUR"));
        assertThat(new Tax("Tax", 0).containedIn(new Money(2900, "USD"))).isEqualTo(new Money(0, "USD"));
        assertThat(new Tax("VAT", 750).percent()).isEqualTo("7.5");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void net_and_tax_are_the_gross_and_a_credit_note_mirrors_its_invoice(long seed) {
        Random random = new Random(seed);
        Tax tax = new Tax("VAT", random.nextInt(0, 3000));
        Money gross = new Money(random.nextLong(0, 1L << 50), "EUR");
        assertThat(tax.netOf(gross).plus(tax.containedIn(gross))).isEqualTo(gross);
        assertThat(tax.containedIn(gross.negated()))
                .isEqualTo(tax.containedIn(gross).negated());
    }

    static long[] seeds() {
        return new Random(20).longs(100).toArray();
    }
}
