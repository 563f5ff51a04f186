package com.clientmanager.credits.billing.plan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Everything catalogue.yaml says, read once at start. */
public record PlanCatalogue(String version, List<Plan> plans, List<CreditPack> creditPacks, List<SeedPrice> actions) {

    public Optional<Plan> plan(String id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    public Optional<CreditPack> pack(String id) {
        return creditPacks.stream().filter(pack -> pack.id().equals(id)).findFirst();
    }

    public Optional<SeedPrice> action(String id) {
        return actions.stream().filter(action -> action.id().equals(id)).findFirst();
    }

    /** What an action is called for people; one that the catalogue does not know keeps its id. */
    public String actionName(String id) {
        return action(id).map(SeedPrice::name).orElse(id);
    }

    /** Reads the file that ships. */
    static class Reader {
        @Produces
        @Singleton
        PlanCatalogue catalogue() throws IOException {
            try (InputStream file = Objects.requireNonNull(
                    PlanCatalogue.class.getResourceAsStream("/catalogue.yaml"), "catalogue.yaml")) {
                return YAMLMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .build()
                        .readValue(file, PlanCatalogue.class);
            }
        }
    }
}
