package com.clientmanager.credits.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnumSwitchesTest {
    @Test
    void no_switch_over_an_enum_of_ours_has_a_default() {
        List<Set<String>> enums = new ArrayList<>();
        Map<Path, CompilationUnitTree> trees = JavaSource.parse(RepositoryFiles.mainSources());
        trees.values().forEach(tree -> enums.addAll(EnumSwitches.enums(tree)));
        List<String> found = new ArrayList<>();
        trees.forEach(
                (file, tree) -> EnumSwitches.withDefault(tree, enums).forEach(what -> found.add(file + ": " + what)));

        assertThat(enums).hasSizeGreaterThan(10);
        assertThat(found).isEmpty();
    }

    @Test
    void a_default_over_an_enum_is_found_and_one_over_texts_is_not() {
        List<Set<String>> enums =
                EnumSwitches.enums(JavaSource.parse("enum Colour { RED, GREEN; int dye() { return 1; } }"));

        assertThat(enums).containsExactly(Set.of("RED", "GREEN"));
        assertThat(EnumSwitches.withDefault(JavaSource.parse("""
                class Broken {
                    int expression(Colour colour) { return switch (colour) { case RED -> 1; default -> 2; }; }
                    void statement(Colour colour) { switch (colour) { case RED: break; default: } }
                    int text(String text) { return switch (text) { case "RED" -> 1; default -> 2; }; }
                    static final int GREEN = 2;
                    int number(int n) { return switch (n) { case GREEN -> 1; default -> 2; }; }
                    int whole(Colour colour) { return switch (colour) { case RED -> 1; case GREEN -> 2; }; }
                }"""), enums))
                .containsExactly("switch (colour) over [RED]", "switch (colour) over [RED]");
    }
}
