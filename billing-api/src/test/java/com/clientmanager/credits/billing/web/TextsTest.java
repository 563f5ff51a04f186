package com.clientmanager.credits.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Bäckerei Müller", "株式会社", "شركة", "חברה", "👩‍👧", "a\u00a0b", "\u200frtl"})
    void names_in_any_script_are_fine(String text) {
        assertThat(Texts.flaw(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0007",
                "a\tb",
                "a\nb",
                "\u007f",
                "\u0085",
                "\ud800",
                "\udc00\ud800",
                "\uffff",
                "\ufdd0"
            })
    void what_cannot_be_stored_or_printed_is_named(String text) {
        assertThat(Texts.flaw(text)).isNotNull();
    }
}
