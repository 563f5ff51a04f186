package com.clientmanager.credits.billing.outbox;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.ReverseCharge;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account's record that can never be sent stops nobody else. */
@QuarkusTest
@TestProfile(ParkedRowsTest.OwnStack.class)
class ParkedRowsTest {
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

    @Inject
    Sql sql;

    @Inject
    Outbox outbox;

    @Inject
    EngineTopics engine;

    @Inject
    Topics topics;

    @AfterEach
    void clean() {
        sql.update("DELETE FROM outbox WHERE parked_at IS NOT NULL");
    }

    @Test
    void a_command_too_large_for_the_topic_is_parked_and_only_its_own_account_waits() {
        Api.open("park-large", "UTC");
        await(() -> sent("park-large").equals(List.of("StartSubscription")));
        order("park-large", tooLarge());
        order("park-large", new GrantCredits("late", "PROMOTIONAL", 1L, null, null, null, null, null, null, null));
        Api.open("park-other", "UTC");
        await(() -> sent("park-other").equals(List.of("StartSubscription")));
        await(() -> parked() == 1);
        give("park-other");
        await(() -> sent("park-other").size() == 2);

        assertThat(sent("park-large")).as("a later number never overtakes").containsExactly("StartSubscription");
        given().get("/q/health/well")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'outbox' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'outbox' }.data.toString()", containsString("park-large"));
        await(() -> given().get("/q/metrics").asString().contains("credits_outbox_parked 1.0"));
        given().get("/q/health/ready").then().statusCode(200);

        // As docs/operations.md says: the topic takes it now, so the mark is taken away.
        allowLargerCommands();
        sql.update("UPDATE outbox SET parked_at = NULL, parked_reason = NULL WHERE parked_at IS NOT NULL");
        await(() -> sent("park-large").size() == 3);
        assertThat(sent("park-large")).containsExactly("StartSubscription", "ReverseCharge", "GrantCredits");
        await(() -> given().get("/q/health/well")
                .jsonPath()
                .getString("checks.find { it.name == 'outbox' }.status")
                .equals("UP"));
    }

    @Test
    void what_cannot_be_read_any_more_is_parked_and_the_rest_goes_on() {
        sql.update(
                "INSERT INTO outbox (topic, kind, record_key, payload) VALUES ('ACCOUNT_COMMANDS', 'AVRO', ?, ?),"
                        + " ('CREDIT_LEDGER', 'AVRO', ?, ?), ('RATE_CARD', 'AVRO', ?, NULL)",
                new byte[] {1},
                HexFormat.of().parseHex("c3010102030405060708"),
                new byte[] {2},
                new byte[] {3},
                new byte[] {4});
        Api.open("park-readable", "UTC");
        await(() -> sent("park-readable").size() == 1);
        await(() -> parked() == 3);
    }

    @Test
    void the_row_of_a_command_follows_an_encoding_that_changed_before_it_was_sent() {
        Api.open("park-encoded", "UTC");
        order("park-encoded", reversal(3));
        await(() -> sent("park-encoded").size() == 2);
        byte[] hash = issuedHash("park-encoded");
        sql.update("UPDATE issued_command SET body_sha256 = sha256('other') WHERE account_id ="
                + " 'park-encoded' AND sequence = 2");
        AccountCommand again = engine.all(Topic.ACCOUNT_COMMANDS).stream()
                .map(record ->
                        topics.<AccountCommand>wire(Topic.ACCOUNT_COMMANDS).decode(record.value()))
                .filter(command -> command.getAccount().equals("park-encoded") && command.getSequence() == 2)
                .findFirst()
                .orElseThrow();
        sql.update(
                "INSERT INTO outbox (topic, kind, record_key, payload) VALUES ('ACCOUNT_COMMANDS', 'AVRO', ?, ?)",
                "park-encoded".getBytes(UTF_8),
                inSizedBlocks(again));
        await(() -> sent("park-encoded").size() == 3);
        assertThat(issuedHash("park-encoded")).isEqualTo(hash);
    }

    /** The same command, each block of its allocations with its size: legal Avro in other bytes. */
    private static byte[] inSizedBlocks(AccountCommand command) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ByteBuffer plain = command.toByteBuffer();
            bytes.write(plain.array(), plain.arrayOffset(), StoredRecords.HEADER_BYTES);
            SpecificData model = new SpecificData(AccountCommand.class.getClassLoader());
            model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
            BinaryEncoder encoder = EncoderFactory.get().blockingBinaryEncoder(bytes, null);
            new SpecificDatumWriter<AccountCommand>(AccountCommand.getClassSchema(), model).write(command, encoder);
            encoder.flush();
            assertThat(bytes.toByteArray()).isNotEqualTo(plain.array());
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void allowLargerCommands() {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.name(Topic.ACCOUNT_COMMANDS));
        ConfigEntry larger = new ConfigEntry("max.message.bytes", Integer.toString(8 << 20));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(larger, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] issuedHash(String account) {
        return sql.find(
                        "SELECT body_sha256 FROM issued_command WHERE account_id = ? AND sequence = 2",
                        row -> Objects.requireNonNull(row.bytesOrNull("body_sha256")),
                        account)
                .orElseThrow();
    }

    private long parked() {
        return sql.find("SELECT count(*) AS n FROM outbox WHERE parked_at IS NOT NULL", row -> row.number("n"))
                .orElseThrow();
    }

    private void order(String account, SpecificRecord command) {
        QuarkusTransaction.requiringNew().run(() -> {
            long audit = sql.find(
                            "INSERT INTO audit (who, account_id, what) VALUES ('system', ?, 'test') RETURNING id",
                            row -> row.number("id"),
                            account)
                    .orElseThrow();
            outbox.command(new Act(audit, "system", account), "test-" + audit, command);
        });
    }

    private static void give(String account) {
        as(Tokens.operator())
                .body("{\"amount\":\"1\"}")
                .post("/v1/accounts/" + account + "/grants")
                .then()
                .statusCode(201);
    }

    private List<String> sent(String account) {
        return engine.all(Topic.ACCOUNT_COMMANDS).stream()
                .map(record ->
                        topics.<AccountCommand>wire(Topic.ACCOUNT_COMMANDS).decode(record.value()))
                .filter(command -> command.getAccount().equals(account))
                .map(AccountCommand::getType)
                .toList();
    }

    private static ReverseCharge tooLarge() {
        return reversal(62_000);
    }

    private static ReverseCharge reversal(int allocations) {
        ReverseCharge reversal = new ReverseCharge();
        reversal.setSeq(3);
        reversal.setChargeMicros(allocations);
        Random random = new Random(7);
        reversal.setAllocations(IntStream.range(0, allocations)
                .mapToObj(i -> new Allocation("grant-" + random.nextLong() + random.nextLong(), "PROMOTIONAL", 1L))
                .toList());
        reversal.setOccurredAt(Instant.EPOCH);
        reversal.setReason("a test");
        reversal.setDimensions(Map.of());
        return reversal;
    }
}
