package com.clientmanager.credits.billing.rejected;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class RejectedUsageTest {
    @Inject
    EngineTopics engine;

    @Inject
    Topics topics;

    @Test
    void usage_rejected_before_its_account_was_open_is_replayed_when_it_opens() {
        engine.write(rejection("rej-later", "UNKNOWN_ACCOUNT", 11, "event-early"));
        awaitListed("rej-later");
        assertThat(replaysOf("event-early")).isEmpty();
        Api.open("rej-later", "UTC");
        new AccountStory(engine, "rej-later").opens(1_000_000);
        await(() -> replaysOf("event-early").size() == 1);
        as(Tokens.operator())
                .get("/v1/rejected-usage?account=rej-later")
                .then()
                .body("items[0].replayedBy", equalTo("system"))
                .body("items[0].event.id", equalTo("event-early"));
    }

    @Test
    void a_rejection_that_is_projected_after_its_account_opened_is_replayed_too() {
        Api.open("rej-race", "UTC");
        new AccountStory(engine, "rej-race").opens(1_000_000);
        Api.awaitLine("rej-race", 2);
        engine.write(rejection("rej-race", "UNKNOWN_ACCOUNT", 12, "event-race"));
        await(() -> replaysOf("event-race").size() == 1);
    }

    @Test
    void an_operator_replays_the_original_bytes_with_a_header_that_names_the_rejection() {
        UsageRejected rejection = rejection("rej-op", "NO_PRICE", 13, "event-op");
        engine.write(rejection);
        awaitListed("rej-op");
        as(Tokens.operator())
                .post("/v1/rejected-usage/" + rejection.getRejectionId() + "/replay")
                .then()
                .statusCode(202)
                .body("replays", equalTo(1));
        await(() -> replaysOf("event-op").size() == 1);
        ConsumerRecord<byte[], byte[]> replayed = replaysOf("event-op").getFirst();
        assertThat(replayed.value()).isEqualTo(rejection.getValue().array());
        assertThat(new String(replayed.headers().lastHeader("replay-of").value(), StandardCharsets.UTF_8))
                .isEqualTo(rejection.getRejectionId());
        as(Tokens.operator())
                .get("/v1/rejected-usage?replayed=true&account=rej-op")
                .then()
                .body("items.size()", equalTo(1));
        as(Tokens.operator()).post("/v1/rejected-usage/none-0-0/replay").then().statusCode(404);
    }

    @Test
    void what_the_engine_read_of_an_event_is_shown_R4() {
        UsageRejected read = rejection("rej-read", "CONFLICT", 14, "event-read");
        read.setSource("/crm/test");
        read.setId("event-read");
        read.setAction("sms.send");
        read.setQuantity(1L);
        read.setOccurredAt(Instant.parse("2026-07-02T00:00:00Z"));
        read.setValueBytes(77L);
        read.setExpectedPartition(1);
        engine.write(read);
        awaitListed("rej-read");
        as(Tokens.operator())
                .get("/v1/rejected-usage?account=rej-read")
                .then()
                .body("items[0].source", equalTo("/crm/test"))
                .body("items[0].eventId", equalTo("event-read"))
                .body("items[0].action", equalTo("sms.send"))
                .body("items[0].quantity", equalTo(1))
                .body("items[0].occurredAt", equalTo("2026-07-02T00:00:00Z"))
                .body("items[0].valueBytes", equalTo(77))
                .body("items[0].expectedPartition", equalTo(1))
                .body("items[0].valueSha256", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFLICT", "TOO_LATE", "RECORD_TOO_LARGE"})
    void what_would_end_the_same_way_again_is_never_replayed_R4(String reason) {
        String account = "rej-" + reason.toLowerCase(Locale.ROOT).replace('_', '-');
        UsageRejected rejection = rejection(account, reason, 1_000 + (reason.hashCode() & 0xffff), "event-" + reason);
        if (reason.equals("RECORD_TOO_LARGE")) {
            rejection.setValue(null);
            rejection.setValueBytes(5_242_880L);
            rejection.setValueSha256("ab".repeat(32));
        }
        engine.write(rejection);
        awaitListed(account);
        as(Tokens.operator())
                .post("/v1/rejected-usage/" + rejection.getRejectionId() + "/replay")
                .then()
                .statusCode(409)
                .body("code", equalTo("NOT_REPLAYABLE"))
                .body("detail", not(emptyString()));
        as(Tokens.operator())
                .get("/v1/rejected-usage?replayed=false&account=" + account)
                .then()
                .body("items[0].replays", equalTo(0))
                .body(
                        "items[0].valueSha256",
                        reason.equals("RECORD_TOO_LARGE") ? equalTo("ab".repeat(32)) : nullValue());
    }

    @Test
    void a_rejection_is_listed_whatever_its_key_says_R4() {
        for (String hostile : List.of("a\0b", "x".repeat(9_000), "", "\u0001\u0002")) {
            UsageRejected rejection = rejection("rej-hostile", "KEY_MISMATCH", 40 + hostile.length(), "event-hostile");
            rejection.setAccount(hostile);
            rejection.setSource(hostile);
            rejection.setId(hostile);
            rejection.setAction(hostile);
            rejection.setDetail("account: " + hostile);
            rejection.setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE));
            engine.write(rejection);
            await(() -> as(Tokens.operator())
                    .get("/v1/rejected-usage?reason=KEY_MISMATCH&limit=100")
                    .jsonPath()
                    .getList("items.id")
                    .contains(rejection.getRejectionId()));
        }
    }

    private void awaitListed(String account) {
        await(() -> !as(Tokens.operator())
                .get("/v1/rejected-usage?account=" + account)
                .jsonPath()
                .getList("items")
                .isEmpty());
    }

    private List<ConsumerRecord<byte[], byte[]>> replaysOf(String eventId) {
        return engine.all(Topic.USAGE_RECORDED).stream()
                .filter(record -> record.value() != null) // rejections without a value, replayed by other tests
                .filter(record -> topics.<UsageRecorded>wire(Topic.USAGE_RECORDED)
                        .decode(record.value())
                        .getId()
                        .equals(eventId))
                .toList();
    }

    private UsageRejected rejection(String account, String reason, long offset, String eventId) {
        UsageRecorded usage = new UsageRecorded(
                "/crm/test",
                eventId,
                account,
                "sms.send",
                1L,
                "u",
                Map.of(),
                Instant.parse("2026-07-02T00:00:00Z"),
                null,
                false);
        String topic = topics.name(Topic.USAGE_RECORDED);
        return UsageRejected.newBuilder()
                .setRejectionId(topic + "-0-" + offset)
                .setAccount(account)
                .setReason(reason)
                .setDetail("account: not open")
                .setTopic(topic)
                .setPartition(0)
                .setOffset(offset)
                .setAppendedAt(Instant.parse("2026-07-02T00:00:01Z"))
                .setKey(ByteBuffer.wrap(account.getBytes(StandardCharsets.UTF_8)))
                .setValue(ByteBuffer.wrap(engine.encode(Topic.USAGE_RECORDED, usage)))
                .build();
    }
}
