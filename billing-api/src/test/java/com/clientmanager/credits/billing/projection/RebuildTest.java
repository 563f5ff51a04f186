package com.clientmanager.credits.billing.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The read model is the topics: two who write it write each line once, and from nothing it becomes what it was. */
@QuarkusTest
@TestProfile(RebuildTest.OwnStack.class)
class RebuildTest {
    private static final Instant NOON = Instant.parse("2026-07-03T12:00:00Z");
    private static final int ACCOUNTS = 8;
    private static final int CHARGES = 60;
    private static final List<String> TABLES =
            List.of("ledger_entry", "ledger_head", "account_cycle", "balance", "usage_rollup");

    @Inject
    Topics topics;

    @Inject
    DataSource database;

    @Inject
    Sql sql;

    @Inject
    EngineTopics engine;

    @Inject
    Projection projection;

    @Inject
    EngineProgress progress;

    /** A database of its own, since what others wrote into the projections by hand would not come back. */
    public static class OwnStack implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BillingStack.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void two_projectors_at_the_same_partition_write_each_line_once_and_a_rebuild_gives_the_same() throws Exception {
        List<AccountStory> stories = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            Api.open("twice-" + i, "Europe/Vienna");
            stories.add(new AccountStory(engine, "twice-" + i).opens(1_000_000_000));
        }
        // Partition 1 is the application's worker's too, but another lock: as if that one's connection had broken.
        ProjectionState rivals = new ProjectionState(new SimpleMeterRegistry());
        ProjectionWorker rival = new ProjectionWorker(
                1,
                new ProjectionWorker.Source(topics, database, progress),
                new ProjectionSettings(BillingStack.PARTITIONS, 1, 7),
                rivals,
                List.of());
        Thread working = Thread.ofPlatform().start(rival);
        try {
            for (int charge = 0; charge < CHARGES; charge++) {
                for (AccountStory story : stories) {
                    story.charges("sms.send", 1, 4_000_000, "u-" + charge % 3, NOON.plusSeconds(charge));
                }
            }
            stories.forEach(AccountStory::showsBalance);
            Api.await(() -> count("SELECT count(*) AS n FROM ledger_entry") == ACCOUNTS * (CHARGES + 2L)
                    && count("SELECT count(*) AS n FROM balance") == ACCOUNTS);
        } finally {
            rival.stop();
            working.join();
        }
        assertThat(rivals.stopped()).as("whoever is late goes on").isEmpty();
        assertThat(count("SELECT sum(events)::bigint AS n FROM usage_rollup")).isEqualTo((long) ACCOUNTS * CHARGES);
        assertThat(count("SELECT count(DISTINCT charged) AS n FROM"
                        + " (SELECT sum(charged_micros) AS charged FROM usage_rollup GROUP BY account_id) AS each"
                        + " WHERE charged = " + CHARGES * 4_000_000L))
                .isEqualTo(1);

        String before = figures();
        projection.stop(new ShutdownEvent());
        sql.find("SELECT forget_projections()", row -> true);
        assertThat(figures()).isNotEqualTo(before);
        projection.start(new StartupEvent());
        Api.await(() -> figures().equals(before));
    }

    private long count(String query) {
        return sql.find(query, row -> row.number("n")).orElseThrow();
    }

    /** Every row of the read model, whole. */
    private String figures() {
        return TABLES.stream()
                .map(table -> sql.find(
                                "SELECT coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '') AS rows FROM "
                                        + table + " t",
                                row -> row.text("rows"))
                        .orElseThrow())
                .collect(Collectors.joining("\n\n"));
    }
}
