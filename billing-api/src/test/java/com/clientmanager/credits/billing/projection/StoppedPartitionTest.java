package com.clientmanager.credits.billing.projection;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/**
 * R4: a record on an output that the engine did not write stops the reader of its partition, loudly, with an audited
 * way on.
 */
@QuarkusTest
@TestProfile(StoppedPartitionTest.OwnStack.class)
class StoppedPartitionTest {
    private static final Instant NOON = Instant.parse("2026-07-03T12:00:00Z");
    private static final Instant FAR = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** Its health is its own. */
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

    /** What is written and to where. */
    private record Hostile(Topic topic, byte[] key, byte[] value) {}

    @Inject
    EngineTopics engine;

    @Inject
    Projection projection;

    @Inject
    Sql sql;

    private final Random random = new Random(11);

    @Test
    void each_hostile_record_stops_its_partition_alone_until_an_operator_skips_it_R4() {
        Map<String, Hostile> hostile = hostileRecords();
        AccountStory there = story(account(1));
        AccountStory here = story(account(0));
        long lines = 2;
        for (Map.Entry<String, Hostile> each : hostile.entrySet()) {
            Topic topic = each.getValue().topic();
            String where = topic.topicName("") + "-0";
            long offset = engine.write(
                    topic, 0, each.getValue().key(), each.getValue().value());
            here.charges("sms.send", 1, 1_000_000, "u", NOON).showsBalance();
            there.charges("sms.send", 1, 1_000_000, "u", NOON).showsBalance();
            lines++;
            Api.awaitLine(account(1), lines);
            await(() -> well().asString().contains("record " + where + "-" + offset));

            assertThat(well().statusCode()).as(each.getKey()).isEqualTo(503);
            assertThat(metric(topic, 0)).as(each.getKey()).isEqualTo("1.0");
            assertThat(metric(topic, 1)).as(each.getKey()).isEqualTo("0.0");
            given().get("/q/health/ready").then().statusCode(200);
            if (topic == Topic.CREDIT_LEDGER) {
                assertThat(lastLine(account(0))).as(each.getKey()).isEqualTo(lines - 1);
            }
            skip(topic, offset + 1, "another").then().statusCode(409).body("code", equalTo("CONFLICT"));
            Response skipped = skip(topic, offset, each.getKey());
            assertThat(skipped.statusCode())
                    .as(each.getKey() + skipped.asString())
                    .isEqualTo(201);
            Api.awaitLine(account(0), lines);
            await(() -> well().statusCode() == 200);
            assertThat(metric(topic, 0)).isEqualTo("0.0");
        }
        keptAndAudited(hostile);
        rebuiltWithoutAsking(lines);
    }

    /** The bytes of each are in a table, and an audit row names them by their hash. */
    private void keptAndAudited(Map<String, Hostile> hostile) {
        List<String> kept = sql.list(
                "SELECT s.reason, s.record_value, a.who FROM projection_skip s JOIN audit a ON a.id = s.audit_id"
                        + " WHERE a.what = 'projection.record-skipped' AND a.detail->>'valueSha256' ="
                        + " encode(s.value_sha256, 'hex')"
                        + " ORDER BY a.id",
                row -> row.text("reason") + " " + Arrays.hashCode(row.bytesOrNull("record_value")) + " "
                        + row.text("who"));
        assertThat(kept)
                .containsExactlyElementsOf(hostile.entrySet().stream()
                        .map(each -> each.getKey() + " "
                                + Arrays.hashCode(each.getValue().value()) + " op-1")
                        .toList());
    }

    /** A rebuild leaves out what was skipped, and nothing else. */
    private void rebuiltWithoutAsking(long lines) {
        try {
            projection.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        sql.find("SELECT forget_projections()", row -> true);
        projection.start(new StartupEvent());
        Api.awaitLine(account(0), lines);
        Api.awaitLine(account(1), lines);
        assertThat(well().statusCode()).isEqualTo(200);
    }

    @Test
    void a_skip_is_for_the_record_at_which_the_reader_stands_and_its_repeat_gives_the_same_answer_R4() {
        String account = account(0) + "-key";
        long offset = engine.write(Topic.USAGE_REJECTED, 0, account.getBytes(UTF_8), new byte[] {9});
        await(() -> well().asString().contains("record usage.rejected.v1-0-" + offset));
        String body = body(Topic.USAGE_REJECTED, offset, "a test");
        for (int again = 0; again < 2; again++) {
            as(Tokens.operator())
                    .header("Idempotency-Key", "skip-once")
                    .body(body)
                    .post("/v1/projection/skips")
                    .then()
                    .statusCode(201)
                    .body("offset", equalTo((int) offset))
                    .body("skippedBy", equalTo("op-1"));
        }
        as(Tokens.operator()).body(body).post("/v1/projection/skips").then().statusCode(409);
        for (String wrong : List.of(
                body.replace("usage.rejected.v1", "usage.recorded.v1"),
                body.replace("\"partition\":0", "\"partition\":-1"),
                body.replace("a test", " "),
                body.replace("a test", "\\u0000"))) {
            as(Tokens.operator())
                    .body(wrong)
                    .post("/v1/projection/skips")
                    .then()
                    .statusCode(400);
        }
        await(() -> well().statusCode() == 200);
    }

    @Test
    void users_that_differ_only_in_what_no_column_holds_are_one_row_and_stop_nothing() {
        String account = account(1) + "-users";
        Api.open(account, "UTC");
        new AccountStory(engine, account)
                .opens(100_000_000)
                .charges("sms.send", 1, 1_000_000, "\0", NOON)
                .charges("sms.send", 1, 1_000_000, "\uFFFD", NOON)
                .charges("sms\0send", 1, 1_000_000, "\0\0", NOON);
        Api.awaitLine(account, 5);
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/usage?groupBy=user")
                .then()
                .body("total", equalTo("3"));
    }

    private Map<String, Hostile> hostileRecords() {
        Map<String, Hostile> all = new LinkedHashMap<>();
        for (Topic topic : List.of(Topic.CREDIT_LEDGER, Topic.CREDIT_BALANCES, Topic.USAGE_REJECTED)) {
            all.put("garbage on " + topic, new Hostile(topic, new byte[] {1}, new byte[] {1, 2, 3}));
            all.put("no value on " + topic, new Hostile(topic, new byte[] {1}, null));
            all.put("no bytes on " + topic, new Hostile(topic, new byte[] {1}, new byte[0]));
            all.put("unknown schema on " + topic, new Hostile(topic, new byte[] {1}, new byte[] {0, 0x7f, -1, -1, -1, 0
            }));
            all.put("negative schema on " + topic, new Hostile(topic, new byte[] {1}, new byte[] {0, -1, -1, -1, -1, 0
            }));
        }
        LedgerEntryPosted good = line("host-key");
        all.put("another key", new Hostile(Topic.CREDIT_LEDGER, "other".getBytes(UTF_8), encoded(good)));
        byte[] whole = encoded(good);
        all.put(
                "cut",
                new Hostile(Topic.CREDIT_LEDGER, "host-key".getBytes(UTF_8), Arrays.copyOf(whole, whole.length - 3)));
        all.put("long account", hostile(line(letters(9_000))));
        all.put("account with NUL", hostile(line("host\0nul")));
        LedgerEntryPosted user = line("host-user");
        user.setType("CHARGE");
        user.setUser(letters(9_000));
        all.put("long user", hostile(user));
        LedgerEntryPosted expiry = line("host-expiry");
        expiry.setGrant(new GrantTerms("g", "PROMOTIONAL", 1L, NOON, FAR, 20, null));
        all.put("far expiry", hostile(expiry));
        LedgerEntryPosted least = line("host-least");
        least.setType("CHARGE");
        least.setAmountMicros(Long.MIN_VALUE);
        least.setBalanceMicros(Long.MIN_VALUE);
        all.put("least amount", hostile(least));
        LedgerEntryPosted gap = line("host-gap");
        gap.setSeq(7);
        all.put("gap", hostile(gap));
        AccountBalance shown = balance(letters(9_000));
        all.put(
                "long account of a balance",
                new Hostile(Topic.CREDIT_BALANCES, shown.getAccount().getBytes(UTF_8), encoded(shown)));
        AccountBalance far = balance("host-far");
        far.setAsOf(FAR);
        all.put("far balance", new Hostile(Topic.CREDIT_BALANCES, "host-far".getBytes(UTF_8), encoded(far)));
        return all;
    }

    private Hostile hostile(LedgerEntryPosted line) {
        return new Hostile(Topic.CREDIT_LEDGER, line.getAccount().getBytes(UTF_8), encoded(line));
    }

    private byte[] encoded(LedgerEntryPosted line) {
        return engine.encode(Topic.CREDIT_LEDGER, line);
    }

    private byte[] encoded(AccountBalance balance) {
        return engine.encode(Topic.CREDIT_BALANCES, balance);
    }

    private LedgerEntryPosted line(String account) {
        return new AccountStory(engine, account).line("GRANT", 5, NOON);
    }

    private static AccountBalance balance(String account) {
        AccountBalance balance = new AccountBalance();
        balance.setAccount(account);
        balance.setLedgerSeq(1);
        balance.setGrants(List.of());
        balance.setAsOf(NOON);
        return balance;
    }

    /** Letters that PostgreSQL cannot compress below the limit of an index row. */
    private String letters(int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 'A', 'z').forEach(letter -> text.append((char) letter));
        return text.toString();
    }

    private AccountStory story(String account) {
        Api.open(account, "UTC");
        AccountStory story = new AccountStory(engine, account).opens(1_000_000_000);
        Api.awaitLine(account, 2);
        return story;
    }

    /** The first account name that belongs to the partition. */
    private static String account(int partition) {
        int number = 0;
        while (BuiltInPartitioner.partitionForKey(("stops-" + number).getBytes(UTF_8), BillingStack.PARTITIONS)
                != partition) {
            number++;
        }
        return "stops-" + number;
    }

    private static long lastLine(String account) {
        return as(Tokens.operator())
                .get("/v1/accounts/" + account + "/ledger?limit=1")
                .jsonPath()
                .getLong("items[0].seq");
    }

    private static Response well() {
        return given().get("/q/health/well");
    }

    private static String metric(Topic topic, int partition) {
        String name =
                "credits_projection_stopped{partition=\"" + partition + "\",topic=\"" + topic.topicName("") + "\"} ";
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("none");
    }

    private static Response skip(Topic topic, long offset, String reason) {
        return as(Tokens.operator()).body(body(topic, offset, reason)).post("/v1/projection/skips");
    }

    private static String body(Topic topic, long offset, String reason) {
        return "{\"topic\":\"" + topic.topicName("") + "\",\"partition\":0,\"offset\":" + offset + ",\"reason\":\""
                + reason + "\"}";
    }
}
