package com.clientmanager.credits.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.ingest.cloudevent.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| (\\d{3}) \\| ([a-z, -]+) \\| (.+) \\|$", Pattern.MULTILINE);

    @Test
    void the_page_lists_every_code_of_this_service_with_its_status_and_title() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(Path.of("../docs/errors.md")))
                .results()
                .filter(row -> row.group(3).contains("usage-ingest"))
                .map(ErrorsPageTest::entry)
                .sorted()
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(code -> code + " " + code.status() + " " + code.title())
                        .sorted()
                        .toList());
    }

    private static String entry(MatchResult row) {
        return row.group(1) + " " + row.group(2) + " " + row.group(4);
    }
}
