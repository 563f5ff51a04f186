package com.clientmanager.credits.auditor.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.auditor.record.Price;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceIndexTest {
    private final PriceIndex book = new PriceIndex();

    @Test
    void R5_the_last_version_to_begin_prices_and_the_plans_own_beats_the_general_one() {
        book.put(
                "sms",
                List.of(
                        new Price("v1", 0, 0, null, 4),
                        new Price("v3", 30, 0, null, 6),
                        new Price("v2", 20, 0, null, 5),
                        new Price("pro", 10, 0, "pro", 3)));
        assertThat(version(null, 19, 99)).isEqualTo("v1");
        assertThat(version(null, 20, 99)).isEqualTo("v2");
        assertThat(version(null, 30, 99)).isEqualTo("v3");
        assertThat(version("pro", 9, 99)).isEqualTo("v1");
        assertThat(version("pro", 30, 99)).isEqualTo("pro");
        assertThat(version("other", 30, 99)).isEqualTo("v3");
    }

    @Test
    void R5_a_version_prices_only_what_was_appended_since_it_is_known_and_of_equals_the_last_wins() {
        book.put("sms", List.of(new Price("a", 0, 50, null, 4), new Price("b", 0, 60, null, 5)));
        assertThat(version(null, 10, 49)).isNull();
        assertThat(version(null, 10, 50)).isEqualTo("a");
        assertThat(version(null, 10, 60)).isEqualTo("b");
    }

    private String version(String plan, long occurredAt, long appendedAt) {
        Price price = book.inForce("sms", plan, occurredAt, appendedAt);
        return price == null ? null : price.version();
    }
}
