package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three services, as the build packages them. */
public enum Service {
    USAGE_INGEST("usage-ingest", "-Xmx256m -XX:+UseSerialGC"),
    CREDIT_AGGREGATOR("credit-aggregator", "-Xmx768m -XX:+UseParallelGC -XX:NewRatio=1"),
    BILLING_API("billing-api", "-Xmx384m -Xmn240m -XX:+UseSerialGC");

    private static final Pattern JAVA_OPTS = Pattern.compile("ENV JAVA_OPTS=\"([^\"]+)\"");

    private final String module;
    private final String flags;

    Service(String module, String flags) {
        this.module = module;
        this.flags = flags;
    }

    /** The module name, which is also the process name. */
    public String module() {
        return module;
    }

    /** JVM flags for a small machine. */
    public List<String> frugalFlags() {
        return List.of(flags.split(" ", -1));
    }

    /** JVM flags of the image, read from its Dockerfile. */
    public List<String> imageFlags() {
        Path file = Checkout.root().resolve(module).resolve("Dockerfile");
        try {
            Matcher options = JAVA_OPTS.matcher(Files.readString(file));
            if (!options.find()) {
                throw new IllegalStateException(file + " sets no JAVA_OPTS");
            }
            return List.of(options.group(1).split(" ", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path jar() {
        Path jar = Checkout.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    module + " is not packaged: no " + jar + ". Run `mvn package -DskipTests`.");
        }
        return jar;
    }
}
