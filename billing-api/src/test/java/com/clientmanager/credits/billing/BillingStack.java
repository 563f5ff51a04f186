package com.clientmanager.credits.billing;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.SchemaDeploy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives every @QuarkusTest of this module the real PostgreSQL, Kafka and registry: one database, topics and key for
 * all, so that the application starts once. Tests keep apart by account ids of their own.
 */
public class BillingStack implements QuarkusTestResourceLifecycleManager {
    public static final int PARTITIONS = 2;

    @Override
    public Map<String, String> start() {
        Addresses stack = SharedStack.freshDatabase();
        String prefix = SharedStack.freshPrefix();
        SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, PARTITIONS);
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.datasource.jdbc.url", stack.jdbcUrl());
        config.put("quarkus.datasource.username", stack.dbUser());
        config.put("quarkus.datasource.password", stack.dbPassword());
        config.put("kafka.bootstrap.servers", stack.bootstrapServers());
        config.put("schema.registry.url", stack.registryUrl());
        config.put("credits.topic-prefix", prefix);
        config.put("credits.partitions", Integer.toString(PARTITIONS));
        // The sandbox's declining cards are shared by all tests: what the limit by card does is DeclineLimitTest's to
        // show.
        config.put("credits.payments.declines-per-card", "100000");
        config.put("credits.demo-users.enabled", "true");
        config.put("mp.jwt.verify.publickey.location", TestKeys.publicKeyFile().toString());
        config.put("credits.jwt.private-key-location", TestKeys.privateKeyFile().toString());
        return config;
    }

    @Override
    public void stop() {
        // The shared stack outlives this JVM; its keeper stops it after the last one.
    }
}
