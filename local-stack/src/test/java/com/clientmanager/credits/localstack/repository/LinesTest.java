package com.clientmanager.credits.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int MAX_COLUMNS = 120;

    /** What cannot be wrapped: a row of a table, and a single word such as an address. */
    private static final Pattern UNBREAKABLE = Pattern.compile("\\s*\\|.*|[\\s*>-]*\\S+");

    @Test
    void no_line_of_code_or_documents_is_wider_than_120_columns() {
        List<String> found = new ArrayList<>();
        List<Path> files = RepositoryFiles.endingWith(".java", ".md", ".sql", ".properties", "Makefile", ".sh");
        for (Path file : files) {
            found.addAll(tooWide(file.toString(), RepositoryFiles.read(file)));
        }

        assertThat(files).hasSizeGreaterThan(500);
        assertThat(found).isEmpty();
    }

    @Test
    void a_wide_line_is_found_and_a_row_of_a_table_is_not() {
        assertThat(tooWide("File", "x".repeat(60) + " " + "y".repeat(60))).containsExactly("File:1 has 121 columns");
        assertThat(tooWide("File", "x".repeat(60) + " " + "y".repeat(59))).isEmpty();
        assertThat(tooWide("File.md", "| a | " + "y ".repeat(90) + "|")).isEmpty();
    }

    private static List<String> tooWide(String file, String text) {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int columns = line.codePointCount(0, line.length());
            if (columns > MAX_COLUMNS && !UNBREAKABLE.matcher(line).matches()) {
                found.add(file + ":" + number + " has " + columns + " columns");
            }
        }
        return found;
    }
}
