package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** `make down` stops what `make up` started and keeps the data; the argument {@code reset} also deletes the data. */
public final class Down {
    private Down() {}

    public static void main(String... arguments) throws IOException {
        Installation here = Installation.here(System.getenv());
        stop(here);
        if (List.of(arguments).contains("reset")) {
            for (String kept :
                    List.of("data", "state", "run", "config", DemoAccounts.MARKER, "crm-traffic.sent-until")) {
                delete(here.folder().resolve(kept));
            }
            System.out.println("Deleted accounts, events and schemas; kept keys and logs.");
        }
    }

    static void stop(Installation here) {
        List<ChildProcess> alive = here.alive();
        if (alive.isEmpty()) {
            System.out.println("Nothing is running.");
        }
        for (ChildProcess process : alive) {
            System.out.println("Stopping " + process.name());
            process.stopGently();
        }
    }

    private static void delete(Path unwanted) throws IOException {
        if (!Files.exists(unwanted)) {
            return;
        }
        try (Stream<Path> files = Files.walk(unwanted)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
