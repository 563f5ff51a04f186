package com.clientmanager.credits.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Forty seeded bodies of each of ten kinds: each gets a clear problem, none reaches Kafka, and valid events still do.
 */
@QuarkusTest
@QuarkusTestResource(IngestStack.class)
class MalformedBodiesTest {
    private static final int BODIES_PER_KIND = 40;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static HttpClient client;
    private static String token;

    @TestHTTPResource("/v1/usage-events")
    URI url;

    enum Kind {
        CUT_OFF,
        RANDOM_BYTES,
        WRONG_UTF8,
        DAMAGED_PUNCTUATION,
        NOT_AN_EVENT,
        ATTRIBUTE_OF_ANOTHER_TYPE,
        ATTRIBUTE_MISSING,
        QUANTITY_OUT_OF_RANGE,
        TIME_THAT_IS_NONE,
        DEEP_NESTING
    }

    @BeforeAll
    static void open() {
        client = HttpClient.newHttpClient();
        token = Tokens.writer();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_body_is_refused_with_a_clear_problem(Kind kind) throws Exception {
        Random random = new Random(kind.name().hashCode());
        for (int round = 0; round < BODIES_PER_KIND; round++) {
            byte[] body = body(kind, random);

            HttpResponse<String> response = send(body);

            String shown = kind + " #" + round + ": " + new String(body, StandardCharsets.UTF_8);
            assertThat(response.statusCode()).as(shown).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            JsonNode problem = JSON.readTree(response.body());
            assertThat(problem.path("code").asText()).as(shown).isNotEmpty();
            assertThat(problem.path("detail").asText()).as(shown).isNotEmpty();
            assertThat(response.body()).doesNotContain("Exception").doesNotContain("\tat ");
        }
        assertThat(send(utf8(event("good"))).statusCode()).isEqualTo(202);
        assertThat(UsageTopic.eventsOf("acct-malformed"))
                .extracting(each -> each.getId())
                .containsOnly("good");
    }

    private HttpResponse<String> send(byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] body(Kind kind, Random random) {
        String event = event("bad-" + random.nextInt());
        return switch (kind) {
            case CUT_OFF -> Arrays.copyOf(utf8(event), random.nextInt(event.length()));
            case RANDOM_BYTES -> randomBytes(random);
            case WRONG_UTF8 -> wrongUtf8(event, random);
            case DAMAGED_PUNCTUATION ->
                utf8(event.replaceFirst(pick(random, ":", ",", "\\{", "\\}\\}"), pick(random, ";", "''", "<")));
            case NOT_AN_EVENT -> utf8(pick(random, "[]", "7", "\"text\"", "true", "null", "[" + event + "]"));
            case ATTRIBUTE_OF_ANOTHER_TYPE ->
                utf8(replaceValue(event, random, pick(random, "7", "true", "[1]", "{\"a\":{}}")));
            case ATTRIBUTE_MISSING -> utf8(replaceValue(event, random, "null"));
            case QUANTITY_OUT_OF_RANGE -> utf8(event.replace("\"quantity\":3", "\"quantity\":" + badQuantity(random)));
            case TIME_THAT_IS_NONE -> utf8(event.replace("2026-07-01T09:30:00Z", badTime(random)));
            case DEEP_NESTING -> utf8("{\"ext\":" + pick(random, "[", "{\"a\":").repeat(100 + random.nextInt(20_000)));
        };
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(400)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] wrongUtf8(String event, Random random) {
        byte[] bytes = utf8(event);
        int at = event.indexOf("bad-") + random.nextInt(3);
        bytes[at] = (byte) (0xf8 + random.nextInt(8));
        return bytes;
    }

    private static String replaceValue(String event, Random random, String value) {
        String name = pick(random, "specversion", "id", "source", "type", "subject", "time", "action");
        return event.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":" + value);
    }

    private static String badQuantity(Random random) {
        return pick(
                random,
                "0",
                "-" + (1 + random.nextInt(1_000)),
                "1." + random.nextInt(9),
                "1e" + random.nextInt(9),
                "\"3\"",
                "9" + "9".repeat(19 + random.nextInt(50)));
    }

    private static String badTime(Random random) {
        return pick(
                random,
                "",
                "now",
                "2026-07-01",
                "2026-02-30T10:00:00Z",
                "2026-07-01T25:00:00Z",
                "2026-07-01T10:00:00",
                Long.toString(random.nextLong()));
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String event(String id) {
        return Events.event(id, "acct-malformed");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
