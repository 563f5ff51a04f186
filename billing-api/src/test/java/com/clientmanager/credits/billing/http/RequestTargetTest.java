package com.clientmanager.credits.billing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.billing.web.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/ledger?user=auth0|5f, /ledger?user=auth0%7C5f",
        "/a{b}[c]?d={e}[f], /a%7Bb%7D%5Bc%5D?d=%7Be%7D[f]",
        "/a?b=c?d#e, /a?b=c?d%23e",
        "/a%20b?c=%7C, /a%20b?c=%7C",
    })
    void raw_characters_are_encoded_and_encoded_ones_stay(String raw, String encoded) {
        assertThat(new RequestTarget(raw).encoded()).isEqualTo(encoded);
    }

    @Test
    void raw_bytes_are_encoded_as_they_came() {
        String oneCharAByte = new String("/é".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(new RequestTarget(oneCharAByte).encoded()).isEqualTo("/%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%zz", "%0", "%00", "a%00b", "%ff", "%c0%80", "%ed%a0%80"})
    void a_parameter_that_is_no_text_is_named_and_a_path_refused(String part) {
        assertThatThrownBy(() -> new RequestTarget("/a?b=c&user=" + part).check())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).isEqualTo("user"));
        assertThatThrownBy(() -> new RequestTarget("/a" + part).check()).isInstanceOf(Problem.class);
    }

    @Test
    void any_other_text_is_read() {
        assertThatCode(() -> new RequestTarget("/a/%F0%9F%98%80?b=%C3%BC&c&=&d=%E2%80%AE").check())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "en-US,en;q=0.5, > en-US,en;q=0.5",
                "de;q=abc, fr ; q=0.8 > fr ; q=0.8",
                "*,_,-,en;q=9 > *",
                ",,;; > ''"
            })
    void preferences_of_language_that_cannot_be_read_are_left_out(String asked, String readable) {
        assertThat(Languages.readable(asked)).isEqualTo(readable);
    }
}
