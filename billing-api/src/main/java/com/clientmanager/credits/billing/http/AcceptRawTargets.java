package com.clientmanager.credits.billing.http;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Lets request lines that java.net.URI refuses reach {@link CheckRequests}, which takes raw characters as encoded ones
 * and answers the rest. Quarkus itself ends them with a 400 without a body unless this system property is set before
 * its HTTP server is; the configuration is what is read before.
 */
public class AcceptRawTargets implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty("vertx.disableURIValidation", "true");
    }
}
