package com.clientmanager.credits.aggregator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's rules about rooms, as sentences; each is also shown to find what breaks it. */
class ArchitectureTest {
    private static final String ROOT = "com.clientmanager.credits.aggregator";
    private static final String CREDIT = "..aggregator..credit";
    private static final String RATING = "..aggregator..rating";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(ROOT + ".brokenroom");

    private static final ArchRule THE_CORE_KNOWS_ONLY_JAVA = classes()
            .that()
            .resideInAPackage(CREDIT)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", CREDIT).or(isPrimitive()))
            .as("the core knows only java");

    private static final ArchRule ROOMS_KNOW_NOTHING_BEHIND_THEM = noClasses()
            .that(resideInAPackage(CREDIT))
            .should()
            .dependOnClassesThat(resideInAnyPackage(RATING, "..aggregator..stream..", "..aggregator..app.."))
            .as("stream knows rating, rating knows credit, and never back");

    private static final ArchRule THE_CORE_HAS_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that(resideInAnyPackage(CREDIT, RATING))
            .should()
            .callMethodWhere(isNamedNowOrRandom())
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .as("the core has no clock and no random id");

    private static final ArchRule NO_FLOATING_POINT = noFields()
            .that()
            .areDeclaredInClassesThat(resideInAnyPackage(CREDIT, RATING, "..aggregator..stream.."))
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .as("R1: no floating point near credits")
            .allowEmptyShould(true);

    private static final ArchRule NOTHING_IS_NAMED_UTIL = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Common|Impl|Dto|Service)")
            .as("nothing is named util");

    static Stream<ArchRule> rules() {
        return Stream.of(
                THE_CORE_KNOWS_ONLY_JAVA,
                ROOMS_KNOW_NOTHING_BEHIND_THEM,
                THE_CORE_HAS_NO_CLOCK_AND_NO_CHANCE,
                NO_FLOATING_POINT,
                NOTHING_IS_NAMED_UTIL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void the_rule_holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @ParameterizedTest(name = "{0}: found in the broken room")
    @MethodSource("rules")
    void the_rule_finds_what_breaks_it(ArchRule rule) {
        assertThat(rule.evaluate(BROKEN).hasViolation()).isTrue();
    }

    @Test
    void rating_knows_only_credit_and_java() {
        classes()
                .that()
                .resideInAPackage(RATING)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", CREDIT, RATING)
                        .or(isPrimitive()))
                .check(MAIN);
    }

    @Test
    void the_oracle_shares_no_class_with_the_core() {
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Oracle")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat(resideInAnyPackage(CREDIT, RATING))
                .check(new ClassFileImporter().importPackages(ROOT + ".proof"));
    }

    private static DescribedPredicate<JavaClass> isPrimitive() {
        return DescribedPredicate.describe(
                "are primitive or an array of them",
                type -> type.getBaseComponentType().isPrimitive());
    }

    private static DescribedPredicate<JavaMethodCall> isNamedNowOrRandom() {
        return DescribedPredicate.describe("ask a clock or chance", call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            String name = target.getName();
            return name.equals("now")
                    || name.equals("randomUUID")
                    || name.equals("currentTimeMillis")
                    || name.equals("nanoTime")
                    || (name.equals("random") && target.getOwner().getName().equals("java.lang.Math"));
        });
    }
}
