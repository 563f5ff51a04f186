package com.clientmanager.credits.billing.ratecard;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class RateCardTest {
    @Inject
    EngineTopics engine;

    @Inject
    Topics topics;

    @Test
    void the_shipped_prices_are_published_as_known_from_the_beginning() {
        await(() -> versionsOf("dashboard.view").size() == 1);
        PriceVersion seed = versionsOf("dashboard.view").getFirst();
        assertThat(seed.getEffectiveFrom()).isEqualTo(Instant.EPOCH);
        assertThat(seed.getKnownFrom()).isEqualTo(Instant.EPOCH);
        assertThat(seed.getUnitPriceMicros()).isZero();
    }

    @Test
    void a_price_changes_from_a_moment_on_and_what_was_before_stays() {
        Instant later = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        append("rc-1", later.toString(), "{\"action\":\"email.send\",\"unitPrice\":\"0.2\"}")
                .then()
                .statusCode(201);
        as(Tokens.operator())
                .get("/v1/rate-card")
                .then()
                .body("prices.find { it.action == 'email.send' }.unitPrice", equalTo("0.1"));
        as(Tokens.operator())
                .get("/v1/rate-card?at=" + later)
                .then()
                .body("prices.find { it.action == 'email.send' }.unitPrice", equalTo("0.2"))
                .body("prices.find { it.action == 'email.send' }.version", equalTo("rc-1"));
        await(() -> versionsOf("email.send").size() == 2);
        PriceVersion appended = versionsOf("email.send").getLast();
        assertThat(appended.getKnownFrom()).isAfter(Instant.now());
        append("rc-1", later.toString(), "{\"action\":\"email.send\",\"unitPrice\":\"0.3\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("version"));
    }

    @Test
    void history_never_changes_but_what_had_no_price_may_get_one_for_the_past() {
        append("rc-2", "2026-01-01T00:00:00Z", "{\"action\":\"sms.send\",\"unitPrice\":\"9\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("effectiveFrom"))
                .body("detail", containsString("may begin at"));
        append("rc-2", "2026-01-01T00:00:00Z", "{\"action\":\"fax.send\",\"unitPrice\":\"2\",\"unit\":\"page\"}")
                .then()
                .statusCode(201);
        as(Tokens.operator())
                .get("/v1/rate-card?at=2026-02-01T00:00:00Z")
                .then()
                .body("prices.find { it.action == 'fax.send' }.unit", equalTo("page"));
        append("rc-3", "2026-01-01T00:00:00Z", "{\"action\":\"fax.send\",\"unitPrice\":\"1\",\"plan\":\"pro\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("effectiveFrom"));
    }

    @Test
    void a_plans_own_price_before_the_general_one_began_needs_the_lead_R5() {
        String began = "2026-03-01T00:00:00Z";
        append("rc-6", began, "{\"action\":\"push.send\",\"unitPrice\":\"10\",\"unit\":\"push\"}")
                .then()
                .statusCode(201);
        append("rc-7", "2026-02-01T00:00:00Z", "{\"action\":\"push.send\",\"unitPrice\":\"0\",\"plan\":\"pro\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("effectiveFrom"))
                .body("detail", containsString("may begin at"));
        append("rc-7", "2026-02-01T00:00:00Z", "{\"action\":\"push.send\",\"unitPrice\":\"3\"}")
                .then()
                .statusCode(201);
        as(Tokens.operator())
                .get("/v1/rate-card?at=" + began)
                .then()
                .body("prices.find { it.action == 'push.send' }.version", equalTo("rc-6"));
        append("rc-8", "+12345-01-01T00:00:00Z", "{\"action\":\"push.send\",\"unitPrice\":\"3\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("effectiveFrom"));
    }

    @Test
    void a_plan_may_override_a_price_and_an_amount_is_never_a_number() {
        Instant later = Instant.now().plus(1, ChronoUnit.DAYS);
        append("rc-4", later.toString(), "{\"action\":\"ai.chat\",\"unitPrice\":\"3\",\"plan\":\"pro\"}")
                .then()
                .statusCode(201)
                .body("prices[0].plan", equalTo("pro"));
        append("rc-5", later.toString(), "{\"action\":\"ai.chat\",\"unitPrice\":\"0.0000001\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("unitPrice"));
        append("rc-5", later.toString(), "{\"action\":\"credits.tick\",\"unitPrice\":\"1\",\"unit\":\"tick\"}")
                .then()
                .statusCode(400)
                .body("detail", containsString("reserved"));
        append("rc-5", later.toString(), "{\"action\":\"new.thing\",\"unitPrice\":\"1\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("unit"));
    }

    private static io.restassured.response.Response append(String version, String from, String price) {
        return as(Tokens.operator())
                .body("{\"version\":\"" + version + "\",\"effectiveFrom\":\"" + from + "\",\"prices\":[" + price + "]}")
                .post("/v1/rate-card/versions");
    }

    private List<PriceVersion> versionsOf(String action) {
        return engine.all(Topic.RATE_CARD).stream()
                .map(record -> topics.<ActionPrices>wire(Topic.RATE_CARD).decode(record.value()))
                .filter(prices -> prices.getAction().equals(action))
                .reduce((first, second) -> second)
                .map(ActionPrices::getVersions)
                .orElse(List.of());
    }
}
