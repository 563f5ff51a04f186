package com.clientmanager.credits.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The rooms of the door, as sentences. Each rule is also shown to fail, so that one that matches nothing cannot pass. */
class RoomsTest {
    private static final String ROOT = "com.clientmanager.credits.ingest";
    private static final JavaClasses DOOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final ArchRule THE_PUBLISHER_KNOWS_NO_FRAMEWORK = noClasses()
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

    private static final ArchRule READING_AN_EVENT_KNOWS_NEITHER_HTTP_NOR_KAFKA = noClasses()
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
    void the_publisher_knows_no_framework() {
        THE_PUBLISHER_KNOWS_NO_FRAMEWORK.check(DOOR);
    }

    @Test
    void reading_an_event_knows_neither_http_nor_kafka() {
        READING_AN_EVENT_KNOWS_NEITHER_HTTP_NOR_KAFKA.check(DOOR);
    }

    @Test
    void nothing_is_named_util() {
        NOTHING_IS_NAMED_UTIL.check(DOOR);
    }

    @Test
    void the_rules_find_what_breaks_them() {
        JavaClasses all = new ClassFileImporter().importPackages(ROOT);
        ArchRule broken = noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta..");

        assertThat(broken.evaluate(DOOR).hasViolation()).isTrue();
        assertThat(NOTHING_IS_NAMED_UTIL
                        .evaluate(new ClassFileImporter().importClasses(BrokenUtil.class))
                        .hasViolation())
                .isTrue();
        assertThat(all.size()).isGreaterThan(DOOR.size());
    }

    /** Deliberately misnamed. */
    static class BrokenUtil {}
}
