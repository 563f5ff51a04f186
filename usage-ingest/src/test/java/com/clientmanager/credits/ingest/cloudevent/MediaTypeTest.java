package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "application/json, application/json, true",
                "APPLICATION/JSON, application/json, true",
                "application/json;charset=UTF-8, application/json, true",
                "application/json ; charset=\"utf-8\", application/json, true",
                "application/json; charset=utf8, application/json, true",
                "application/json; charset=utf-8; profile=x, application/json, true",
                "application/json; charset=utf-16, application/json, false",
                "application/json; charset=utf-8-mine, application/json, false",
                "application/json; profile=x; charset=iso-8859-1, application/json, false",
                "application/json; charset=utf-8; charset=utf-16, application/json, false",
                "application/json; charset=, application/json, false",
                "application/json; x=\"charset=utf-16\", application/json, true",
                "application/json;, application/json, true",
                ";, '', true"
            })
    void a_charset_other_than_utf8_is_seen(String header, String name, boolean utf8) {
        assertThat(MediaType.parse(header)).isEqualTo(new MediaType(name, utf8));
    }
}
