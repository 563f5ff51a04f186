package com.clientmanager.credits.ingest.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Dependency and naming rules. Each rule is also checked against a violation, so that a rule that matches nothing
 * fails.
 */
class ArchitectureTest {
    private static final String ROOT = "com.clientmanager.credits.ingest";
    private static final JavaClasses INGEST = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final ArchRule THE_PUBLISHER_DEPENDS_ON_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage(ROOT + ".publisher")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.vertx..",
                    "org.eclipse.microprofile..",
                    ROOT,
                    ROOT + ".cloudevent");

    private static final ArchRule PARSING_DEPENDS_ON_NEITHER_HTTP_NOR_KAFKA = noClasses()
            .that()
            .resideInAPackage(ROOT + ".cloudevent")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.vertx..",
                    "org.apache.kafka..",
                    "io.confluent..",
                    ROOT,
                    ROOT + ".publisher");

    private static final ArchRule NOTHING_IS_NAMED_UTIL = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");

    @Test
    void the_publisher_depends_on_no_framework() {
        THE_PUBLISHER_DEPENDS_ON_NO_FRAMEWORK.check(INGEST);
    }

    @Test
    void parsing_depends_on_neither_http_nor_kafka() {
        PARSING_DEPENDS_ON_NEITHER_HTTP_NOR_KAFKA.check(INGEST);
    }

    @Test
    void nothing_is_named_util() {
        NOTHING_IS_NAMED_UTIL.check(INGEST);
    }

    @Test
    void the_rules_detect_violations() {
        JavaClasses all = new ClassFileImporter().importPackages(ROOT);
        ArchRule broken = noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta..");

        assertThat(broken.evaluate(INGEST).hasViolation()).isTrue();
        assertThat(NOTHING_IS_NAMED_UTIL
                        .evaluate(new ClassFileImporter().importClasses(BrokenUtil.class))
                        .hasViolation())
                .isTrue();
        assertThat(all.size()).isGreaterThan(INGEST.size());
    }

    /** Deliberately misnamed. */
    static class BrokenUtil {}
}
