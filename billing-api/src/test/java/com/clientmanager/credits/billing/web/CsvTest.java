package com.clientmanager.credits.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final int ROWS = 500;
    private static final String HOSTILE = "=+-@\t\r\n,;\"' a1\uff1d\uff0b漢é";

    @Test
    void a_cell_cannot_become_a_formula_and_a_negative_number_stays_one() throws IOException {
        List<String> cells = List.of("=1+1", "+a", "-a", "@x", "\tx", "\rx", "-12.5", "-0.000001", "2488", "a");
        String row = Csv.row(cells);
        assertThat(row).endsWith(",-12.5,-0.000001,2488,a\r\n");
        assertThat(parsed(row, ','))
                .containsExactly("'=1+1", "'+a", "'-a", "'@x", "'\tx", "'\rx", "-12.5", "-0.000001", "2488", "a");
    }

    @Test
    void a_text_with_another_separator_hides_no_formula_behind_it() {
        assertThat(Csv.row(List.of("a;=1+1", "a\t@x", "a, -x", "a;\"=1\"")))
                .isEqualTo("\"a;'=1+1\",\"a\t'@x\",\"a,' -x\",\"a;'\"\"=1\"\"\"\r\n");
    }

    @Test
    void commas_quotes_and_line_ends_are_quoted_and_nothing_is_an_empty_cell() {
        assertThat(Csv.row(Arrays.asList("a,b", "say \"x\"", "two\nlines", null, "twelve of 3; 5")))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,\"twelve of 3; 5\"\r\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void every_text_comes_back_and_is_no_formula_whatever_the_separator(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < ROWS; i++) {
            List<String> cells = List.of(text(random), "-12.5", text(random), text(random));
            String row = Csv.row(cells);
            List<String> read = parsed(row, ',');
            assertThat(withoutMarks(read)).as(row).isEqualTo(withoutMarks(cells));
            assertThat(read.get(1)).isEqualTo("-12.5");
            for (String separator : List.of(",", ";", "\t")) {
                assertNoFormula(row, List.of(row.split("[\r\n]|" + separator, -1)));
            }
            assertNoFormula(row, read);
            assertNoFormula(row, parsed(row, ';'));
            assertNoFormula(row, parsed(row, '\t'));
        }
    }

    private static void assertNoFormula(String row, List<String> cells) {
        assertThat(cells)
                .as(row)
                .noneMatch(cell -> cell.matches("(?s)[\\s\"]*[=+@\uff1d\uff0b].*")
                        || (cell.matches("(?s)[\\s\"]*-.*") && !cell.matches("-12\\.5|-\\d+(\\.\\d+)?")));
    }

    private static List<String> parsed(String row, char separator) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setTrailingData(true)
                .setLenientEof(true)
                .setIgnoreEmptyLines(false)
                .get();
        List<String> cells = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(row, format)) {
            parser.forEach(each -> each.forEach(cells::add));
        }
        return cells;
    }

    private static List<String> withoutMarks(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("'", "")).toList();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("x".repeat(random.nextInt(2)));
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
        }
        return text.toString();
    }
}
