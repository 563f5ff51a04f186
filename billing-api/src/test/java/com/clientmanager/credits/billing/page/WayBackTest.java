package com.clientmanager.credits.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WayBackTest {
    @ParameterizedTest
    @ValueSource(strings = {"/billing/buy?pack=2000", "/billing/plan?to=pro"})
    void a_purchase_or_an_upgrade_that_waits_for_a_card_is_gone_back_to(String address) {
        assertThat(WayBack.of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/billing/buy?pack=2000",
                "//evil.example",
                "/billing/buy?pack=2000&next=//evil.example",
                "/billing/buy?pack=\n",
                "/billing/sign-out"
            })
    void no_other_address_is_gone_to(String address) {
        assertThat(WayBack.of(address)).isNull();
    }

    @Test
    void nothing_asked_is_nothing() {
        assertThat(WayBack.of(null)).isNull();
    }
}
