package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.SchemaDeploy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A database, topics and a key pair of the page tests' own, on the stack that all tests share. */
public class PageStack implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Addresses stack = SharedStack.freshDatabase();
        String prefix = SharedStack.freshPrefix();
        SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, 1);
        Map<String, String> settings = new HashMap<>(keys());
        settings.put("quarkus.datasource.jdbc.url", stack.jdbcUrl());
        settings.put("quarkus.datasource.username", stack.dbUser());
        settings.put("quarkus.datasource.password", stack.dbPassword());
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl());
        settings.put("credits.topic-prefix", prefix);
        settings.put("credits.partitions", "1");
        settings.put("credits.demo-users.enabled", "true");
        return settings;
    }

    @Override
    public void stop() {}

    private static Map<String, String> keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            Path folder = Files.createTempDirectory("page-keys");
            return Map.of(
                    "mp.jwt.verify.publickey.location",
                            pem(folder.resolve("public.pem"), "PUBLIC KEY", pair.getPublic()),
                    "credits.jwt.private-key-location",
                            pem(folder.resolve("private.pem"), "PRIVATE KEY", pair.getPrivate()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(Path file, String label, Key key) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
        file.toFile().deleteOnExit();
        return file.toString();
    }
}
