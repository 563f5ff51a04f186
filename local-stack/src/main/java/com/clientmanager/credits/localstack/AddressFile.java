package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** Publishes the addresses of a stack to other processes, under the property names of the services' configuration. */
final class AddressFile {
    private AddressFile() {}

    static Path in(Path folder) {
        return folder.resolve("addresses.properties");
    }

    /** Atomic. */
    static void write(Path folder, Addresses addresses) {
        Properties properties = new Properties();
        properties.setProperty("kafka.bootstrap.servers", addresses.bootstrapServers());
        properties.setProperty("schema.registry.url", addresses.registryUrl());
        properties.setProperty("quarkus.datasource.jdbc.url", addresses.jdbcUrl());
        properties.setProperty("quarkus.datasource.username", addresses.dbUser());
        properties.setProperty("quarkus.datasource.password", addresses.dbPassword());
        Path draft = folder.resolve("addresses.draft");
        try {
            try (Writer writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, null);
            }
            Files.move(draft, in(folder), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Addresses> read(Path folder) {
        if (!Files.exists(in(folder))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(in(folder))) {
            properties.load(reader);
        } catch (IOException deleted) {
            return Optional.empty();
        }
        return Optional.of(new Addresses(
                properties.getProperty("kafka.bootstrap.servers"),
                properties.getProperty("schema.registry.url"),
                properties.getProperty("quarkus.datasource.jdbc.url"),
                properties.getProperty("quarkus.datasource.username"),
                properties.getProperty("quarkus.datasource.password")));
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(in(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
