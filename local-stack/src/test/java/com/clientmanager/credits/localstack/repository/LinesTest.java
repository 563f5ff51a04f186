package com.clientmanager.credits.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int MAX_COLUMNS = 120;

    /** What cannot be wrapped: a row of a table, an import, and a single word such as an address. */
    private static final Pattern UNBREAKABLE = Pattern.compile("\\s*\\|.*|import .*|[\\s*>-]*\\S+");

    /** Reports and logs of measurements, whose lines are what was printed. */
    private static final String MEASURED = "benchmarks/results/";

    @Test
    void no_line_of_code_or_documents_is_wider_than_120_columns() {
        List<String> found = new ArrayList<>();
        List<Path> files = RepositoryFiles.endingWith(".java", ".md", ".sql", ".sh");
        for (Path file : files) {
            if (file.startsWith(MEASURED)) {
                continue;
            }
            found.addAll(tooWide(file.toString(), RepositoryFiles.read(file)));
        }

        assertThat(files).hasSizeGreaterThan(500);
        assertThat(found).isEmpty();
    }

    @Test
    void a_wide_line_is_found_and_a_row_of_a_table_is_not() {
        assertThat(tooWide("File", "x".repeat(60) + " " + "y".repeat(60))).containsExactly("File:1 has 121 columns");
        assertThat(tooWide("File", "x".repeat(60) + " " + "y".repeat(59))).isEmpty();
        assertThat(tooWide("File.md", "```\n" + "x ".repeat(90) + "\n```\n" + "y ".repeat(61)))
                .containsExactly("File.md:4 has 122 columns");
        assertThat(tooWide("File.md", "| a | " + "y ".repeat(90) + "|")).isEmpty();
    }

    private static List<String> tooWide(String file, String text) {
        List<String> found = new ArrayList<>();
        int number = 0;
        boolean isExample = false; // a fenced block of a document: commands and answers as they are
        for (String line : text.lines().toList()) {
            number++;
            if (file.endsWith(".md") && line.strip().startsWith("```")) {
                isExample = !isExample;
            }
            int columns = line.codePointCount(0, line.length());
            if (columns > MAX_COLUMNS
                    && !isExample
                    && !UNBREAKABLE.matcher(line).matches()) {
                found.add(file + ":" + number + " has " + columns + " columns");
            }
        }
        return found;
    }
}
