package com.clientmanager.credits.aggregator.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The scenario files, from the folder or, for other modules, from the test jar. */
public final class ScenarioFiles {
    private ScenarioFiles() {}

    /** File name without its ending, to scenario. */
    public static SortedMap<String, Scenario> all() {
        SortedMap<String, Scenario> scenarios = new TreeMap<>();
        for (String name : names()) {
            scenarios.put(name.replace(".txt", ""), ScenarioText.parse(read(name)));
        }
        return scenarios;
    }

    private static List<String> names() {
        try {
            URI folder = Objects.requireNonNull(ScenarioFiles.class.getResource("/scenarios"), "no /scenarios")
                    .toURI();
            if (folder.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                    return list(jar.getPath("/scenarios"));
                }
            }
            return list(Path.of(folder));
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("cannot list the scenarios", unreadable);
        }
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(ScenarioFiles.class.getResourceAsStream("/scenarios/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
