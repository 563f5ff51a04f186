package com.clientmanager.credits.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void a_cell_cannot_become_a_formula_and_a_negative_number_stays_one() {
        assertThat(Csv.row(List.of("=1+1", "+a", "-a", "@x", "\tx", "-12.5", "a")))
                .isEqualTo("'=1+1,'+a,'-a,'@x,'\tx,-12.5,a\r\n");
    }

    @Test
    void commas_quotes_and_line_ends_are_quoted_and_nothing_is_an_empty_cell() {
        assertThat(Csv.row(Arrays.asList("a,b", "say \"x\"", "two\nlines", null)))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\r\n");
    }
}
