package com.clientmanager.credits.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The line "May know:" of each package-info is the allow-list of the project's own packages that the package uses:
 * names relative to com.clientmanager.credits, or "none". A wrong list, in either direction, fails.
 */
class PackagesTest {
    private static final String PROJECT = "com.clientmanager.credits.";
    private static final Pattern USE = Pattern.compile("\\bcom\\.clientmanager\\.credits\\.([a-z]+(?:\\.[a-z]+)*)");
    private static final Pattern MAY_KNOW = Pattern.compile("May know: ([^.]*(?:\\.[a-z][^.]*)*)\\.\\s");
    private static final Pattern LINE_COMMENT = Pattern.compile("//[^\n]*");

    @Test
    void each_package_uses_exactly_the_packages_that_it_may_know() {
        List<String> wrong = new ArrayList<>();
        Map<Path, List<Path>> packages = RepositoryFiles.mainSources().stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
        packages.forEach((folder, files) -> {
            List<String> sources = files.stream()
                    .filter(source -> !source.endsWith("package-info.java"))
                    .map(RepositoryFiles::read)
                    .toList();
            String name = folder.toString()
                    .replaceAll(".*/src/main/java/", "")
                    .replace('/', '.')
                    .substring(PROJECT.length());
            Set<String> allowed = allowed(RepositoryFiles.read(folder.resolve("package-info.java")));
            Set<String> used = used(name, sources);
            if (!used.equals(allowed)) {
                wrong.add(name + " uses " + used + " and may know " + allowed);
            }
        });

        assertThat(packages).hasSizeGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_use_outside_the_list_and_a_listed_package_without_use_are_found() {
        String source = """
                package com.clientmanager.credits.billing.page;
                import com.clientmanager.credits.billing.web.Problem;
                /** {@link com.clientmanager.credits.billing.outbox.Outbox} in a comment is no use. */
                class Page { com.clientmanager.credits.schemas.Topic topic; }""";
        String info = """
                /**
                 * Owns: pages. May know: billing.web, schemas.
                 */
                package x;""";

        assertThat(used("billing.page", List.of(source))).containsExactly("billing.web", "schemas");
        assertThat(allowed(info)).containsExactly("billing.web", "schemas");
        assertThat(allowed("/** May know: none. */ package x;")).isEmpty();
    }

    private static Set<String> used(String own, List<String> sources) {
        Set<String> used = new TreeSet<>();
        for (String source : sources) {
            Matcher matcher = USE.matcher(withoutComments(source));
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        }
        used.remove(own);
        return used;
    }

    private static String withoutComments(String source) {
        StringBuilder code = new StringBuilder();
        int at = 0;
        for (int begin = source.indexOf("/*"); begin >= 0; begin = source.indexOf("/*", at)) {
            int end = source.indexOf("*/", begin);
            if (end < 0) {
                break; // the two letters within a text
            }
            code.append(source, at, begin);
            at = end + 2;
        }
        return LINE_COMMENT.matcher(code.append(source, at, source.length())).replaceAll("");
    }

    private static Set<String> allowed(String packageInfo) {
        Matcher matcher = MAY_KNOW.matcher(packageInfo.replaceAll("\\n \\*", " "));
        assertThat(matcher.find())
                .as("package-info has a line \"May know: …\": %s", packageInfo)
                .isTrue();
        Set<String> names = new TreeSet<>();
        for (String name : matcher.group(1).split(",")) {
            if (!name.strip().equals("none")) {
                names.add(name.strip());
            }
        }
        return names;
    }
}
