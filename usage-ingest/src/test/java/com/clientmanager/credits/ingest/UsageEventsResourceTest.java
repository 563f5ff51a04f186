package com.clientmanager.credits.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.clientmanager.credits.schemas.UsageRecorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(IngestStack.class)
class UsageEventsResourceTest {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";

    @Test
    void a_structured_event_is_in_the_log_under_its_account_when_it_is_accepted() {
        String id = UUID.randomUUID().toString();

        post(STRUCTURED, Events.event(id, "acct-1"))
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected", empty());

        List<UsageRecorded> found = UsageTopic.eventsOf("acct-1");
        assertThat(found).extracting(UsageRecorded::getId).contains(id);
    }

    @Test
    void a_batch_is_answered_item_by_item() {
        String first = UUID.randomUUID().toString();
        String bad = Events.event("bad", "acct-2").replace("\"quantity\":3", "\"quantity\":-1");

        post(BATCHED, "[" + Events.event(first, "acct-2") + "," + bad + "," + Events.event(first + "x", "acct-2") + "]")
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("rejected.size()", equalTo(1))
                .body("rejected[0].index", equalTo(1))
                .body("rejected[0].id", equalTo("bad"))
                .body("rejected[0].code", equalTo("QUANTITY_NOT_POSITIVE"))
                .body("rejected[0].field", equalTo("data.quantity"))
                .body("rejected[0].detail", containsString("greater than 0"));

        assertThat(UsageTopic.eventsOf("acct-2"))
                .extracting(UsageRecorded::getId)
                .contains(first, first + "x")
                .doesNotContain("bad");
    }

    @Test
    void binary_mode_reads_the_ce_headers() {
        String id = UUID.randomUUID().toString();

        binary(id).statusCode(202).body("accepted", equalTo(1));

        assertThat(UsageTopic.eventsOf("acct-3"))
                .extracting(UsageRecorded::getId)
                .contains(id);
    }

    @Test
    void a_call_in_which_nothing_is_acceptable_is_a_problem_that_names_the_field() {
        post(STRUCTURED, Events.event("e", "acct-4").replace("\"quantity\":3", "\"quantity\":1.5"))
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("QUANTITY_NOT_WHOLE"))
                .body("field", equalTo("data.quantity"))
                .body("status", equalTo(400))
                .body("type", containsString("QUANTITY_NOT_WHOLE"));
        post(BATCHED, "[1,2]")
                .statusCode(400)
                .body("code", equalTo("NOTHING_ACCEPTED"))
                .body("rejected.size()", equalTo(2));
    }

    @Test
    void an_empty_batch_is_valid_and_accepts_nothing() {
        post(BATCHED, "[]").statusCode(202).body("accepted", equalTo(0)).body("rejected", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415, UNSUPPORTED_MEDIA_TYPE",
        "application/xml, 415, UNSUPPORTED_MEDIA_TYPE",
        "application/cloudevents+json; charset=utf-16, 415, UNSUPPORTED_MEDIA_TYPE",
        "application/json, 400, SPECVERSION_MISSING",
        "application/cloudevents-batch+json, 400, BATCH_NOT_AN_ARRAY",
        "nonsense, 415, UNSUPPORTED_MEDIA_TYPE"
    })
    void a_wrong_media_type_is_refused(String mediaType, int status, String code) {
        post(mediaType, Events.event("e", "acct-4"))
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo(code));
    }

    @Test
    void a_compressed_body_is_refused() {
        writer().header("Content-Encoding", "gzip")
                .contentType(STRUCTURED)
                .body("{}")
                .post("/v1/usage-events")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void a_call_above_a_limit_is_too_large() {
        String event = Events.event("e", "acct-4");
        post(BATCHED, "[" + (event + ",").repeat(1_000) + event + "]")
                .statusCode(413)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("TOO_MANY_EVENTS"));
        post(STRUCTURED, event + " ".repeat(1 << 20))
                .statusCode(413)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("TOO_LARGE"));
    }

    @Test
    void a_large_body_that_does_not_announce_its_length_is_too_large_as_well() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/usage-events"))
                    .header("Authorization", "Bearer " + Tokens.writer())
                    .header("Content-Type", BATCHED)
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 << 20])))
                    .build();

            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("TOO_LARGE");
        }
    }

    @Test
    void a_full_batch_of_a_thousand_is_accepted() {
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 1_000; i++) {
            batch.append(i == 0 ? "" : ",").append(Events.event("k-" + i, "acct-5"));
        }
        post(BATCHED, batch + "]").statusCode(202).body("accepted", equalTo(1_000));
    }

    @Test
    void an_unauthorized_request_gets_a_problem_with_code() {
        Instant soon = Instant.now().plusSeconds(600);
        refused(null, 401, "TOKEN_MISSING");
        refused("nonsense", 401, "TOKEN_INVALID");
        refused(
                Tokens.token(Tokens.ISSUER, Tokens.AUDIENCE, Instant.now().minusSeconds(600), "usage:write"),
                401,
                "TOKEN_INVALID");
        refused(Tokens.token("https://elsewhere.example", Tokens.AUDIENCE, soon, "usage:write"), 401, "TOKEN_INVALID");
        refused(Tokens.token(Tokens.ISSUER, "another-audience", soon, "usage:write"), 401, "TOKEN_INVALID");
        refused(Tokens.signedByAnother(), 401, "TOKEN_INVALID");
        refused(Tokens.rs512(), 401, "TOKEN_INVALID");
        refused(Tokens.unsigned(), 401, "TOKEN_INVALID");
        refused(Tokens.signedWithThePublicKey(), 401, "TOKEN_INVALID");
        refused(Tokens.token(Tokens.ISSUER, Tokens.AUDIENCE, soon, "billing:read"), 403, "FORBIDDEN");
        refused(Tokens.token(Tokens.ISSUER, Tokens.AUDIENCE, soon, "operator"), 403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[\"*\"]| true",
                "[\"/crm/sms\"]| true",
                "[\"/crm/forms\",\"/crm/*\"]| true",
                "\"/crm/sms\"| true",
                "\"*\"| true",
                "[1,null,{},[\"*\"],true,\"/crm/sms\"]| true",
                "| false",
                "[]| false",
                "[\"\"]| false",
                "\"\"| false",
                "[\"/crm/forms\"]| false",
                "[\"**\"]| false",
                "[\"/*/sms\"]| false",
                "[[\"*\"]]| false",
                "[{\"*\":\"*\"}]| false",
                "{\"*\":\"*\"}| false",
                "1| false",
                "1.5e300| false",
                "true| false",
                "null| false"
            })
    void a_token_speaks_only_for_the_sources_of_its_claim(String claim, boolean allowed) {
        ValidatableResponse answer = request()
                .header("Authorization", "Bearer " + Tokens.writerFor(claim == null ? "" : claim))
                .contentType(STRUCTURED)
                .body(Events.event(UUID.randomUUID().toString(), "acct-8"))
                .post("/v1/usage-events")
                .then();

        answer.statusCode(allowed ? 202 : 400);
        answer.body(allowed ? "accepted" : "code", equalTo(allowed ? (Object) 1 : "SOURCE_NOT_ALLOWED"));
    }

    @Test
    void in_a_batch_only_the_events_of_other_sources_are_rejected() {
        String other = Events.event("other", "acct-9").replace("/crm/sms", "/crm/forms");
        request()
                .header("Authorization", "Bearer " + Tokens.writerFor("[\"/crm/sms\"]"))
                .contentType(BATCHED)
                .body("[" + Events.event("mine", "acct-9") + "," + other + "]")
                .post("/v1/usage-events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected.size()", equalTo(1))
                .body("rejected[0].index", equalTo(1))
                .body("rejected[0].code", equalTo("SOURCE_NOT_ALLOWED"));

        assertThat(UsageTopic.eventsOf("acct-9"))
                .extracting(UsageRecorded::getId)
                .containsExactly("mine");
    }

    @Test
    void what_the_framework_refuses_is_a_problem_too() {
        writer().get("/v1/usage-events").then().statusCode(405).body("code", equalTo("METHOD_NOT_ALLOWED"));
        writer().delete("/v1/usage-events").then().statusCode(405).body("code", equalTo("METHOD_NOT_ALLOWED"));
        writer().get("/v1/nothing").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        writer().get("/nothing")
                .then()
                .statusCode(404)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void readiness_metrics_and_openapi_are_served() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", org.hamcrest.Matchers.hasItems("kafka", "schema registry"));
        post(STRUCTURED, Events.event(UUID.randomUUID().toString(), "acct-6")).statusCode(202);
        given().get("/q/metrics").then().statusCode(200).body(containsString("usage_events_accepted_total"));
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body(
                        "paths.'/v1/usage-events'.post.responses.keySet()",
                        org.hamcrest.Matchers.hasItems("202", "400", "401", "403", "413", "415", "429", "503"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static void refused(String token, int status, String code) {
        RequestSpecification request = request();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        request.contentType(STRUCTURED)
                .body(Events.event("never", "acct-7"))
                .post("/v1/usage-events")
                .then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo(code));
    }

    private static ValidatableResponse binary(String id) {
        return writer().header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/crm/web")
                .header("ce-type", "com.clientmanager.usage.v1")
                .header("ce-subject", "acct-3")
                .header("ce-time", "2026-07-01T09:30:00Z")
                .contentType("application/json")
                .body("{\"action\":\"form.submission\",\"quantity\":1}")
                .post("/v1/usage-events")
                .then();
    }

    private static ValidatableResponse post(String mediaType, String body) {
        return writer().contentType(mediaType)
                .body(body)
                .post("/v1/usage-events")
                .then();
    }

    private static RequestSpecification writer() {
        return request().header("Authorization", "Bearer " + Tokens.writer());
    }

    private static RequestSpecification request() {
        return given().config(RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("nonsense", io.restassured.http.ContentType.TEXT)
                        .encodeContentTypeAs(STRUCTURED, io.restassured.http.ContentType.TEXT)
                        .encodeContentTypeAs(STRUCTURED + "; charset=utf-16", io.restassured.http.ContentType.TEXT)
                        .encodeContentTypeAs(BATCHED, io.restassured.http.ContentType.TEXT)));
    }
}
