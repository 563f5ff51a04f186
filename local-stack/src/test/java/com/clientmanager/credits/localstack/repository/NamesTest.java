package com.clientmanager.credits.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names say their kind, and none uses a word that the glossary replaces. */
class NamesTest {
    /** Packages that are renamed with their redesign; the list shrinks and never grows. */
    private static final List<String> NOT_YET = List.of(
            "billing-api/src/",
            "credit-aggregator/src/main/java/com/clientmanager/credits/aggregator/stream/",
            "credit-aggregator/src/test/java/com/clientmanager/credits/aggregator/stream/");

    private static final Pattern CONSTANT =
            Pattern.compile("(MOST|LONGEST|LEAST|USUAL|USUALLY|SELDOM|QUIET|LOOK|PATIENCE)(_[A-Z_]+)?");

    /** Words that the glossary replaces, as parts of a name in camel case. */
    private static final Pattern REPLACED = Pattern.compile(
            "(?<![A-Z])(Door|Bundle|Arena|Rivals|Tally|Reins|Parcel|Habit|Owed|Obey|Obeys|Obeyed|Orphans?Left"
                    + "|TakenBack|Unrepaying|WorkedOff|Whoever|Somebody|Nobody)(?![a-z])");

    @Test
    void names_of_types_methods_and_constants_are_the_fields_own() {
        List<String> found = new ArrayList<>();
        List<Path> sources = RepositoryFiles.endingWith(".java").stream()
                .filter(path -> NOT_YET.stream().noneMatch(path.toString()::startsWith))
                .toList();
        JavaSource.parse(sources)
                .forEach((file, tree) -> wrongNames(tree).forEach(what -> found.add(file + ": " + what)));

        assertThat(sources).hasSizeGreaterThan(200);
        assertThat(found).isEmpty();
    }

    @Test
    void each_kind_of_wrong_name_is_found() {
        assertThat(wrongNames(JavaSource.parse("""
                class CallRefused extends RuntimeException {}
                class OpenDoor { static final int MOST_BYTES = 1; void sendBundle() {} int mostBytes; }
                class GoodException extends IllegalStateException { static final int MAX_BYTES = 1; }""")))
                .containsExactly("exception CallRefused", "type OpenDoor", "constant MOST_BYTES", "method sendBundle");
    }

    private static List<String> wrongNames(CompilationUnitTree unit) {
        List<String> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree node, Void nothing) {
                String name = node.getSimpleName().toString();
                boolean isThrowable = node.getExtendsClause() != null
                        && node.getExtendsClause().toString().matches(".*(Exception|Error|Throwable)");
                if (isThrowable && !name.isEmpty() && !name.matches(".*(Exception|Error)")) {
                    found.add("exception " + name);
                }
                if (REPLACED.matcher(name).find()) {
                    found.add("type " + name);
                }
                return super.visitClass(node, nothing);
            }

            @Override
            public Void visitMethod(MethodTree node, Void nothing) {
                String name = node.getName().toString();
                if (name.indexOf('_') < 0 && REPLACED.matcher(capital(name)).find()) {
                    found.add("method " + name);
                }
                return super.visitMethod(node, nothing);
            }

            @Override
            public Void visitVariable(VariableTree node, Void nothing) {
                if (CONSTANT.matcher(node.getName()).matches()) {
                    found.add("constant " + node.getName());
                }
                return super.visitVariable(node, nothing);
            }
        }.scan(unit, null);
        return found;
    }

    private static String capital(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
