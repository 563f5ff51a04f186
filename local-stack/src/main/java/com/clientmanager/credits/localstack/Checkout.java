package com.clientmanager.credits.localstack;

import java.nio.file.Files;
import java.nio.file.Path;

/** Locates the checkout, its build artifacts, and the JDK for child processes. */
public final class Checkout {
    private static final String ROOT_PROPERTY = "credits.checkout";

    private Checkout() {}

    /** The root folder of the checkout. Set {@code -Dcredits.checkout} when running outside of it. */
    public static Path root() {
        String given = System.getProperty(ROOT_PROPERTY);
        Path from = Path.of(given == null ? "" : given).toAbsolutePath().normalize();
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("local-stack/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No checkout above " + from + ": run inside it, or pass -D" + ROOT_PROPERTY);
    }

    /** The runtime folder of local-stack's build: {@code lib}, {@code registry}, {@code postgres}. */
    public static Path runtime() {
        Path runtime = root().resolve("local-stack/target/runtime");
        if (!Files.exists(runtime.resolve("lib")) || !Files.exists(runtime.resolve("registry/quarkus-run.jar"))) {
            throw new IllegalStateException(
                    "local-stack is not built: " + runtime + " is incomplete. Run `mvn install -DskipTests`.");
        }
        return runtime;
    }

    /** The class path for child processes: the broker, or a main class of local-stack or schemas. */
    public static String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                root().resolve("local-stack/target/classes").toString(),
                root().resolve("schemas/target/classes").toString(),
                runtime().resolve("lib") + "/*");
    }

    /** The {@code java} executable of the current JDK. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
