package com.clientmanager.credits.aggregator.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.Price;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateCardTest {
    private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void R5_the_greatest_effectiveFrom_not_after_the_event_wins() {
        RateCard card = RateCard.EMPTY.with(
                "sms.send",
                List.of(version("v2", 100, 0, null), version("v1", 0, 0, null), version("v3", 200, 0, null)));
        assertThat(price(card, null, 0)).isEqualTo("v1");
        assertThat(price(card, null, 99)).isEqualTo("v1");
        assertThat(price(card, null, 100)).isEqualTo("v2");
        assertThat(price(card, null, 199)).isEqualTo("v2");
        assertThat(price(card, null, 5000)).isEqualTo("v3");
    }

    @Test
    void R5_of_equals_the_later_appended_wins() {
        RateCard card = RateCard.EMPTY.with("sms.send", List.of(version("v1", 0, 0, null), version("v2", 0, 0, null)));
        assertThat(price(card, null, 5)).isEqualTo("v2");
    }

    @Test
    void R5_a_plans_own_price_beats_the_general_one_while_it_is_in_force() {
        RateCard card = RateCard.EMPTY.with(
                "sms.send",
                List.of(version("own", 50, 0, "growth"), version("v1", 0, 0, null), version("v2", 100, 0, null)));
        assertThat(price(card, "growth", 49)).isEqualTo("v1");
        assertThat(price(card, "growth", 100)).isEqualTo("own");
        assertThat(price(card, "pro", 100)).isEqualTo("v2");
        assertThat(price(card, null, 100)).isEqualTo("v2");
    }

    @Test
    void I5_a_version_prices_only_what_was_appended_once_it_was_known() {
        RateCard card = RateCard.EMPTY.with("sms.send", List.of(version("v1", 0, 0, null), version("v2", 0, 60, null)));
        assertThat(name(card.rate("sms.send", null, T, T.plusSeconds(59)))).isEqualTo("v1");
        assertThat(name(card.rate("sms.send", null, T, T.plusSeconds(60)))).isEqualTo("v2");
    }

    @Test
    void R6_free_is_a_price_and_no_price_is_not() {
        RateCard card = RateCard.EMPTY.with("login", List.of(new PriceVersion("l1", T, T, null, Credits.ZERO)));
        assertThat(card.rate("login", null, T, T)).isEqualTo(new Rating.Priced(new Price("l1", Credits.ZERO)));
        assertThat(card.rate("login", null, T.minusMillis(1), T)).isEqualTo(new Rating.NoPriceAtThatTime());
        assertThat(card.rate("ghost", null, T, T)).isEqualTo(new Rating.UnknownAction());
    }

    @Test
    void a_card_does_not_change_and_an_action_without_versions_is_unknown() {
        RateCard card = RateCard.EMPTY.with("login", List.of(version("l1", 0, 0, null)));
        RateCard without = card.with("login", List.of());
        assertThat(without.rate("login", null, T, T)).isEqualTo(new Rating.UnknownAction());
        assertThat(price(card.with("other", List.of(version("o1", 0, 0, null))), null, 0, "login"))
                .isEqualTo("l1");
        assertThat(RateCard.EMPTY.rate("login", null, T, T)).isEqualTo(new Rating.UnknownAction());
    }

    @Test
    void R5_a_price_below_zero_is_an_error() {
        assertThatThrownBy(() -> new PriceVersion("bad", T, T, null, new Credits(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad");
    }

    private static PriceVersion version(String name, long from, long known, @Nullable String plan) {
        return new PriceVersion(name, T.plusSeconds(from), T.plusSeconds(known), plan, Credits.of(1));
    }

    private static String price(RateCard card, @Nullable String plan, long at) {
        return price(card, plan, at, "sms.send");
    }

    private static String price(RateCard card, @Nullable String plan, long at, String action) {
        return name(card.rate(action, plan, T.plusSeconds(at), T.plusSeconds(at)));
    }

    private static String name(Rating rating) {
        return ((Rating.Priced) rating).price().version();
    }
}
