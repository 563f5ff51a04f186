package com.clientmanager.credits.localstack.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ARCHITECTURE.md lists every package, docs/decisions/README.md every decision. */
class CodeMapTest {
    private static final String ROOT_PACKAGE = "com.clientmanager.credits.";
    private static final String SOURCES = "src/main/java/";
    private static final Pattern MAP_ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| .+ \\|$");
    private static final Pattern INDEX_ROW = Pattern.compile(
            "(?m)^\\| \\[(\\d{4})]\\(([^)]+)\\) \\| (.+?) \\| .+ \\| (?:accepted|superseded by \\d{4}) \\|$");

    @TempDir
    private Path other;

    @Test
    void the_code_map_lists_exactly_the_packages() throws IOException {
        assertThat(mappedPackages(Checkout.root())).isNotEmpty().isEqualTo(packages(Checkout.root()));
    }

    @Test
    void a_package_that_the_code_map_lacks_is_found() throws IOException {
        Path folder =
                Files.createDirectories(other.resolve("module").resolve(SOURCES + "com/clientmanager/credits/added"));
        Files.writeString(folder.resolve("Added.java"), "");
        Files.writeString(other.resolve("ARCHITECTURE.md"), "| package | owns |\n|---|---|\n| `removed` | nothing |\n");

        assertThat(packages(other)).containsExactly("added");
        assertThat(mappedPackages(other)).containsExactly("removed");
    }

    @Test
    void the_index_of_decisions_has_number_title_and_status_of_each() throws IOException {
        assertThat(indexed(Checkout.root())).isNotEmpty().isEqualTo(decisions(Checkout.root()));
    }

    @Test
    void a_decision_whose_title_differs_from_the_index_is_found() throws IOException {
        Path folder = Files.createDirectories(other.resolve("docs/decisions"));
        Files.writeString(folder.resolve("0001-a.md"), "# 0001 New title\n");
        Files.writeString(folder.resolve("README.md"), "| [0001](0001-a.md) | Old title | A sentence. | accepted |\n");

        assertThat(indexed(other)).hasSize(1).isNotEqualTo(decisions(other));
    }

    private static Set<String> packages(Path root) throws IOException {
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path sources : modules.map(module -> module.resolve(SOURCES))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(file -> sources.relativize(file.resolveSibling(""))
                                    .toString()
                                    .replace('/', '.'))
                            .map(name -> name.substring(ROOT_PACKAGE.length()))
                            .forEach(packages::add);
                }
            }
        }
        return packages;
    }

    private static Set<String> mappedPackages(Path root) throws IOException {
        return MAP_ROW.matcher(Files.readString(root.resolve("ARCHITECTURE.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> indexed(Path root) throws IOException {
        return INDEX_ROW
                .matcher(Files.readString(root.resolve("docs/decisions/README.md")))
                .results()
                .map(row -> row.group(2) + ": " + row.group(1) + " " + row.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> decisions(Path root) throws IOException {
        Pattern title = Pattern.compile("\\A# (\\d{4} .+)");
        Set<String> decisions = new TreeSet<>();
        try (Stream<Path> files = Files.list(root.resolve("docs/decisions"))) {
            for (Path file : files.filter(each -> !each.endsWith("README.md")).toList()) {
                Matcher heading = title.matcher(Files.readString(file));
                assertThat(heading.find()).as(file.toString()).isTrue();
                decisions.add(file.getFileName() + ": " + heading.group(1));
            }
        }
        return decisions;
    }
}
