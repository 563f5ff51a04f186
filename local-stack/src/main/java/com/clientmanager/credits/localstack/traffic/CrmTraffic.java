package com.clientmanager.credits.localstack.traffic;

import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Simulates the demo CRM: sends the usage of the last 30 days, then current usage, until stopped. One event in fifty is
 * sent twice, as by clients that retry after a lost response.
 *
 * <p>Environment: INGEST_URL, TOKEN (role usage:write), CREDITS_KEYS (folder of the local keys, to sign a new token
 * after expiry). The checkpoint is stored in the folder of the system property credits.folder.
 */
public final class CrmTraffic {
    private static final Duration HISTORY = Duration.ofDays(30);
    private static final Duration SEND_INTERVAL = Duration.ofSeconds(2);
    private static final int MAX_BATCH_EVENTS = 500;
    private static final int EVENTS_PER_RETRY = 50;

    private final IngestClient client;
    private final Clock clock;
    private final Path checkpoint;
    private final List<CrmEvent> retries = new ArrayList<>();

    private CrmTraffic(IngestClient client, Clock clock, Path checkpoint) {
        this.client = client;
        this.clock = clock;
        this.checkpoint = checkpoint;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        URI ingest = URI.create(environment.getOrDefault("INGEST_URL", "http://localhost:8081"));
        Path folder = Path.of(System.getProperty("credits.folder", ".local"));
        Path keys = Path.of(
                environment.getOrDefault("CREDITS_KEYS", folder.resolve("keys").toString()));
        String token = environment.getOrDefault("TOKEN", "");
        System.out.println("CRM traffic for " + CrmAccount.DEMO.size() + " accounts to " + ingest);
        try (IngestClient client = new IngestClient(
                ingest, token, () -> signed(keys), Duration.ofSeconds(1), line -> System.out.println(line))) {
            new CrmTraffic(client, Clock.systemUTC(), folder.resolve("crm-traffic.sent-until")).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        Instant sentUntil = readCheckpoint();
        while (true) {
            Instant now = clock.instant();
            send(between(sentUntil, now), now);
            sentUntil = now;
            Files.writeString(checkpoint, now.toString());
            Thread.sleep(SEND_INTERVAL);
        }
    }

    /** The usage of all demo accounts after {@code from} and up to {@code to}, ordered by time. */
    static List<CrmEvent> between(Instant from, Instant to) {
        List<CrmEvent> events = new ArrayList<>();
        for (Instant hour = from.truncatedTo(ChronoUnit.HOURS);
                !hour.isAfter(to);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            for (CrmAccount account : CrmAccount.DEMO) {
                for (CrmEvent event : WorkingDay.hour(account, hour)) {
                    if (event.time().isAfter(from) && !event.time().isAfter(to)) {
                        events.add(event);
                    }
                }
            }
        }
        events.sort(Comparator.comparing(CrmEvent::time));
        return events;
    }

    private void send(List<CrmEvent> events, Instant now) throws InterruptedException {
        List<CrmEvent> all = new ArrayList<>(retries);
        retries.clear();
        all.addAll(events);
        for (int from = 0; from < all.size(); from += MAX_BATCH_EVENTS) {
            client.post(all.subList(from, Math.min(all.size(), from + MAX_BATCH_EVENTS)));
        }
        for (CrmEvent event : events) {
            int hash = Math.floorMod(event.id().hashCode(), 2 * EVENTS_PER_RETRY);
            if (hash == 0) {
                retries.add(event);
            } else if (hash == 1) {
                retries.add(event.restamped(now.truncatedTo(ChronoUnit.MILLIS)));
            }
        }
    }

    private Instant readCheckpoint() throws IOException {
        Instant earliest = clock.instant().minus(HISTORY);
        if (!Files.exists(checkpoint)) {
            return earliest;
        }
        Instant stored = Instant.parse(Files.readString(checkpoint).strip());
        return stored.isBefore(earliest) ? earliest : stored;
    }

    private static String signed(Path keys) {
        return LocalToken.ofRole("usage:write").signedBy(LocalKeys.in(keys));
    }
}
