package com.clientmanager.credits.billing.rejected;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

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

    private void awaitListed(String account) {
        await(() -> !as(Tokens.operator())
                .get("/v1/rejected-usage?account=" + account)
                .jsonPath()
                .getList("items")
                .isEmpty());
    }

    private List<ConsumerRecord<byte[], byte[]>> replaysOf(String eventId) {
        return engine.all(Topic.USAGE_RECORDED).stream()
                .filter(record -> record.value() != null) // clock records of other tests
                .filter(record -> topics.<UsageRecorded>wire(Topic.USAGE_RECORDED)
                        .decode(record.value())
                        .getId()
                        .equals(eventId))
                .toList();
    }

    private UsageRejected rejection(String account, String reason, long offset, String eventId) {
        UsageRecorded usage = new UsageRecorded(
                "/crm/test", eventId, account, "sms.send", 1L, "u", Map.of(), Instant.parse("2026-07-02T00:00:00Z"));
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
