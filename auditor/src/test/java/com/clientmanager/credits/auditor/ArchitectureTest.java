package com.clientmanager.credits.auditor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.clientmanager.credits", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule what_proves_shares_no_code_with_what_is_proved = noClasses()
            .that()
            .resideInAPackage("com.clientmanager.credits.auditor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.clientmanager.credits.schemas..",
                    "com.clientmanager.credits.aggregator..",
                    "com.clientmanager.credits.billing..",
                    "com.clientmanager.credits.ingest..",
                    "com.clientmanager.credits.localstack..",
                    "io.confluent..");

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching("com.clientmanager.credits.auditor.(*)..")
            .should()
            .beFreeOfCycles();
}
