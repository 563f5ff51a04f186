package com.clientmanager.credits.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Comments, texts and documents use the field's words: software is no person, and each thing has one name. */
class WordsTest {
    /** Packages whose words follow with their redesign; the list shrinks and never grows. */
    private static final List<String> NOT_YET = List.of(
            "billing-api/src/",
            "credit-aggregator/src/main/java/com/clientmanager/credits/aggregator/stream/",
            "credit-aggregator/src/test/java/com/clientmanager/credits/aggregator/stream/",
            "docs/decisions/0013-",
            "docs/decisions/0014-",
            "docs/decisions/0015-",
            "docs/decisions/0016-",
            "docs/decisions/0017-",
            "docs/decisions/0018-");

    /** Documents that quote the words in order to replace them, or that say what was so. */
    private static final List<String> ABOUT_WORDS =
            List.of("docs/glossary.md", "CHANGELOG.md", "benchmarks/results/tried.md", "benchmarks/results/latest.md");

    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(whoever|somebody|nobody|clock records?|burn order|draw order|worked off|heart-?beat record"
                    + "|taken back for it|the door|(?<![.\"-])bundles?|at the door)\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void comments_texts_and_documents_use_no_word_that_the_glossary_replaces() {
        List<String> found = new ArrayList<>();
        List<Path> files = RepositoryFiles.endingWith(".java", ".md", ".avsc", ".properties", ".sql").stream()
                .filter(path -> NOT_YET.stream().noneMatch(path.toString()::startsWith))
                .filter(path -> !ABOUT_WORDS.contains(path.toString()))
                .filter(path -> !path.endsWith("WordsTest.java") && !path.endsWith("NamesTest.java"))
                .toList();
        for (Path file : files) {
            found.addAll(forbidden(file.toString(), RepositoryFiles.read(file)));
        }

        assertThat(files).hasSizeGreaterThan(300);
        assertThat(found).isEmpty();
    }

    @Test
    void a_forbidden_word_is_found_with_its_line() {
        assertThat(forbidden("File.md", "One fact.\nWhoever reads it opens the Door."))
                .containsExactly("File.md:2 Whoever", "File.md:2 the Door");
        assertThat(forbidden("File.md", "An indoor fact.")).isEmpty();
    }

    private static List<String> forbidden(String file, String text) {
        List<String> found = new ArrayList<>();
        if (!FORBIDDEN.matcher(text).find()) {
            return found;
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = FORBIDDEN.matcher(line);
            while (matcher.find()) {
                found.add(file + ":" + number + " " + matcher.group());
            }
        }
        return found;
    }
}
