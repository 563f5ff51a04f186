package com.clientmanager.credits.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.SchemaDeploy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Registry up, broker down: the service starts, reports not ready, and responds with 503 within a bounded time. */
@QuarkusTest
@QuarkusTestResource(value = KafkaOutageTest.UnreachableBroker.class, restrictToAnnotatedClass = true)
class KafkaOutageTest {
    public static class UnreachableBroker implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            var stack = SharedStack.addresses();
            String prefix = SharedStack.freshPrefix();
            SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, 1);
            return Map.of(
                    "kafka.bootstrap.servers",
                    "localhost:1",
                    "schema.registry.url",
                    stack.registryUrl(),
                    "credits.topic-prefix",
                    prefix,
                    "credits.ingest.delivery-timeout",
                    "2s",
                    "credits.ingest.max-bytes-in-flight",
                    "2000",
                    "mp.jwt.verify.publickey.location",
                    Tokens.publicKeyFile().toUri().toString());
        }

        @Override
        public void stop() {}
    }

    @Test
    void a_call_is_answered_503_and_may_be_repeated() {
        given().header("Authorization", "Bearer " + Tokens.writer())
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e-1")
                .header("ce-source", "/crm/web")
                .header("ce-type", "com.clientmanager.usage.v1")
                .header("ce-subject", "acct-1")
                .header("ce-time", "2026-07-01T09:30:00Z")
                .body("{\"action\":\"login\",\"quantity\":1}")
                .post("/v1/usage-events")
                .then()
                .statusCode(503)
                .contentType(startsWith("application/problem+json"))
                .header("Retry-After", notNullValue())
                .body("code", equalTo("KAFKA_UNAVAILABLE"));
    }

    @Test
    void more_than_may_be_on_its_way_is_answered_429_and_may_be_repeated() {
        given().header("Authorization", "Bearer " + Tokens.writer())
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e".repeat(256))
                .header("ce-source", "/" + "s".repeat(200))
                .header("ce-type", "com.clientmanager.usage.v1")
                .header("ce-subject", "acct-1")
                .header("ce-time", "2026-07-01T09:30:00Z")
                .body("{\"action\":\"login\",\"quantity\":1,\"dimensions\":{" + labels(10) + "}}")
                .post("/v1/usage-events")
                .then()
                .statusCode(429)
                .contentType(startsWith("application/problem+json"))
                .header("Retry-After", notNullValue())
                .body("code", equalTo("TOO_MANY_REQUESTS"));
    }

    private static String labels(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"label-" + i + "\":\"" + "v".repeat(200) + "\"")
                .collect(Collectors.joining(","));
    }

    @Test
    void readiness_is_down_and_names_the_check() {
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'kafka' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'schema registry' }.status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200);
    }
}
