package com.clientmanager.credits.billing.ratecard;

import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.plan.SeedPrice;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prices the actions of catalogue.yaml that have no price yet, at start. On an empty rate card they are known from the
 * beginning; an action that a later release adds is known a little after it was added, so that a replay decides the
 * same (decision 0004).
 */
@ApplicationScoped
class SeedRateCard {
    private final PlanCatalogue catalogue;
    private final PriceVersions versions;
    private final Clock clock;
    private final Duration knownAfter;

    SeedRateCard(
            PlanCatalogue catalogue,
            PriceVersions versions,
            Clock clock,
            @ConfigProperty(name = "credits.price-known-after") Duration knownAfter) {
        this.catalogue = catalogue;
        this.versions = versions;
        this.clock = clock;
        this.knownAfter = knownAfter;
    }

    @Transactional
    void seed(@Observes StartupEvent event) {
        versions.lock();
        boolean first = versions.isEmpty();
        Instant knownFrom =
                first ? Instant.EPOCH : clock.instant().plus(knownAfter).truncatedTo(ChronoUnit.MILLIS);
        for (SeedPrice seed : catalogue.actions()) {
            if (versions.unit(seed.id()).isEmpty()) {
                versions.addAction(seed.id(), seed.unit());
                versions.append(
                        new PriceView(
                                seed.id(),
                                seed.unit(),
                                seed.creditsPerUnit(),
                                null,
                                catalogue.version(),
                                Instant.EPOCH,
                                knownFrom),
                        "catalogue");
                versions.publish(seed.id());
            }
        }
    }
}
