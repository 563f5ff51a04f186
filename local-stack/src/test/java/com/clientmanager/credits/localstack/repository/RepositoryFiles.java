package com.clientmanager.credits.localstack.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The repository's own text files, without what a build or a run has made. */
final class RepositoryFiles {
    /** Of the checkout; tests run in their module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> MADE = Set.of("target", ".git", ".local", ".idea", "node_modules", ".m2");

    private RepositoryFiles() {}

    /** Files whose names end with one of {@code endings}, relative to the root, in order. */
    static List<Path> endingWith(String... endings) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.map(ROOT::relativize)
                    .filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .filter(RepositoryFiles::isOwn)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Java sources of all modules that lie under {@code src/main}. */
    static List<Path> mainSources() {
        return endingWith(".java").stream()
                .filter(path -> path.toString().contains("/src/main/java/"))
                .toList();
    }

    static String read(Path relative) {
        try {
            return Files.readString(ROOT.resolve(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOwn(Path relative) {
        for (Path part : relative) {
            if (MADE.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
