package com.clientmanager.credits.billing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rooms of this module as sentences. Each is also held against a fixture that breaks it. */
class RoomsTest {
    private static final String ROOT = "com.clientmanager.credits.billing";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages("com.clientmanager.credits.rooms");

    /** Rooms that serve every feature. */
    private static final Set<String> SHARED = Set.of(
            "amount",
            "money",
            "sql",
            "web",
            "security",
            "topics",
            "outbox",
            "plan",
            "account",
            "projection",
            "http",
            "json");
    /** What a feature may know of another: its read models, by name. */
    private static final Set<String> READ_MODELS = Set.of(
            "BalanceView",
            "Balances",
            "UsageBreakdown",
            "UsageSums",
            "GroupBy",
            "LedgerLine",
            "LedgerLines",
            "LedgerFilter",
            "SubscriptionView",
            "Subscriptions",
            "RateCard",
            "PriceView",
            "PriceVersions",
            "BalanceStream");
    /** Rooms that are there to put features together: money moves for many reasons, and pages show everything. */
    private static final Set<String> COMPOSING =
            Set.of("purchase", "renewal", "subscription", "invoice", "payment", "page");

    @Test
    void features_do_not_know_each_other() {
        assertHoldsAndCanBreak(classes()
                .that(composeNothing())
                .should(knowOtherFeaturesOnlyByTheirReadModels())
                .because("a feature that reads another's tables or classes cannot change alone"));
    }

    @Test
    void nothing_is_named_util() {
        assertHoldsAndCanBreak(noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..dto..", "..service..", "..model.."));
    }

    @Test
    void the_shared_rooms_know_no_feature() {
        assertThat(slices().matching(ROOT + ".(amount|money|sql|topics|plan)..")
                        .should()
                        .beFreeOfCycles()
                        .evaluate(PRODUCT)
                        .hasViolation())
                .isFalse();
        noClasses()
                .that()
                .resideInAnyPackage(
                        SHARED.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(List.of(
                                "balance",
                                "usage",
                                "ledger",
                                "rejected",
                                "grant",
                                "stream",
                                "subscription",
                                "payment",
                                "purchase",
                                "invoice",
                                "renewal",
                                "page",
                                "ratecard")
                        .stream()
                        .map(room -> ROOT + "." + room + "..")
                        .toArray(String[]::new))
                .check(PRODUCT);
    }

    @Test
    void credits_know_no_floating_point() {
        assertHoldsAndCanBreak(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Double.class, Float.class, double.class, float.class)
                .because("a credit that is not exact is a credit that is lost (R1)"));
    }

    private static void assertHoldsAndCanBreak(ArchRule rule) {
        rule.check(PRODUCT);
        assertThat(rule.evaluate(FIXTURE).hasViolation())
                .as("the fixture breaks it: " + rule.getDescription())
                .isTrue();
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> composeNothing() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "belong to one feature", each -> !COMPOSING.contains(room(each)) && !SHARED.contains(room(each)));
    }

    private static ArchCondition<JavaClass> knowOtherFeaturesOnlyByTheirReadModels() {
        return new ArchCondition<>("know other features only by their read models") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String room = room(target);
                    boolean fine = room.isEmpty()
                            || room.equals(room(each))
                            || SHARED.contains(room)
                            || READ_MODELS.contains(outermost(target));
                    if (!fine) {
                        events.add(SimpleConditionEvent.violated(each, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static String outermost(JavaClass each) {
        return each.getEnclosingClass().map(RoomsTest::outermost).orElseGet(each::getSimpleName);
    }

    /** The package below the root, or "" outside of it. */
    private static String room(JavaClass each) {
        String name = each.getPackageName().replace("com.clientmanager.credits.rooms", ROOT);
        if (!name.startsWith(ROOT + ".")) {
            return "";
        }
        String below = name.substring(ROOT.length() + 1);
        return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
    }
}
