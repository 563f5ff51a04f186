package com.clientmanager.credits.aggregator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in docs/credit-rules.md that maps each rule to its proof names what exists, and all of it. */
class RuleTableTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final String AND_MORE = "…";
    private static final Map<String, String> TESTS = tests();

    private final List<Row> rows = rows();

    private record Row(List<String> rules, List<String> scenarios, List<String> tests) {}

    @Test
    void each_rule_has_one_row() {
        List<String> rules = Stream.concat(
                        IntStream.rangeClosed(1, 21).mapToObj(number -> "R" + number),
                        IntStream.rangeClosed(1, 6).mapToObj(number -> "I" + number))
                .toList();
        assertThat(rows.stream().flatMap(row -> row.rules().stream())).containsExactlyElementsOf(rules);
    }

    @Test
    void each_scenario_named_is_a_file_and_each_file_is_named() {
        List<String> files = List.copyOf(ScenarioFiles.all().keySet());
        List<String> named =
                rows.stream().flatMap(row -> row.scenarios().stream()).toList();
        assertThat(named)
                .allSatisfy(name -> assertThat(files)
                        .as(name)
                        .filteredOn(file -> isNamed(file, name))
                        .hasSize(1));
        assertThat(files).allSatisfy(file -> assertThat(named).as(file).anyMatch(name -> isNamed(file, name)));
    }

    @Test
    void each_test_named_exists() {
        List<String> named = rows.stream().flatMap(row -> row.tests().stream()).toList();
        assertThat(named)
                .hasSizeGreaterThan(rows.size())
                .allSatisfy(name -> assertThat(exists(name)).as(name).isTrue());
    }

    @Test
    void a_name_of_nothing_is_seen_to_be_one() {
        assertThat(exists("NoSuchTest")).isFalse();
        assertThat(exists("RuleTableTest.no_such_rule_is_proved")).isFalse();
        assertThat(exists("RuleTableTest.no_such_rule_" + AND_MORE)).isFalse();
        assertThat(exists("RuleTableTest.a_name_of_" + AND_MORE)).isTrue();
        assertThat(exists("RuleTableTest.a_name_of_")).isFalse();
    }

    private static boolean isNamed(String file, String name) {
        return name.endsWith(AND_MORE) ? file.startsWith(name.replace(AND_MORE, "")) : file.equals(name);
    }

    /** A test class, or one of its methods, or with {@link #AND_MORE} those whose names begin so. */
    private static boolean exists(String name) {
        String[] parts = name.split("\\.", 2);
        String source = TESTS.get(parts[0]);
        if (source == null || parts.length == 1) {
            return source != null;
        }
        String method = Pattern.quote(parts[1].replace(AND_MORE, "")) + (parts[1].endsWith(AND_MORE) ? "\\w*" : "");
        return Pattern.compile("void " + method + "\\(").matcher(source).find();
    }

    private static List<Row> rows() {
        try {
            String text = Files.readString(Checkout.root().resolve("docs/credit-rules.md"));
            return text.lines()
                    .filter(line -> line.matches("\\| [RI]\\d.*"))
                    .map(line -> line.split("\\|"))
                    .map(cells -> new Row(List.of(cells[1].strip().split(", ")), names(cells[2]), tests(cells[3])))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** A method without its class is of the class before it. */
    private static List<String> tests(String cell) {
        List<String> tests = new ArrayList<>();
        String testClass = "";
        for (Matcher name = NAME.matcher(cell); name.find(); ) {
            String test = name.group(1);
            boolean hasClass = test.matches("\\w+Test(\\..+)?");
            tests.add(hasClass ? test : testClass + "." + test);
            testClass = hasClass ? test.split("\\.", 2)[0] : testClass;
        }
        return tests;
    }

    /** The text of each test class of all modules, by its name without package. */
    private static Map<String, String> tests() {
        Map<String, String> tests = new TreeMap<>();
        try (Stream<Path> modules = Files.list(Checkout.root())) {
            for (Path module : modules.map(one -> one.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                            .toList()) {
                        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return tests;
    }
}
