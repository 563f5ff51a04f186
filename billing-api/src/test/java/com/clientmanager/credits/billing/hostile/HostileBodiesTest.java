package com.clientmanager.credits.billing.hostile;

import static com.clientmanager.credits.billing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.hostile.ApiDescription.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every field of every body of the OpenAPI document, with every value that a careless reader would bend. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class HostileBodiesTest {
    private static final long SEED = 16;
    private static final String ACCOUNT = "hostile-bodies";
    /** A good value for every field, as JSON; a new field needs one here. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("id", "\"hostile-new\""),
            Map.entry("name", "\"Example Ltd\""),
            Map.entry("timeZone", "\"Europe/Vienna\""),
            Map.entry("plan", "\"growth\""),
            Map.entry("startedAt", "\"2026-07-01T00:00:00Z\""),
            Map.entry("amount", "\"5\""),
            Map.entry("expiresAt", "\"2099-01-01T00:00:00Z\""),
            Map.entry("note", "\"welcome\""),
            Map.entry("reason", "\"a mistake\""),
            Map.entry("amountMinor", "100"),
            Map.entry("token", "\"tok_visa\""),
            Map.entry("pack", "\"500\""),
            Map.entry("version", "\"hostile-1\""),
            Map.entry("effectiveFrom", "\"2099-01-01T00:00:00Z\""),
            Map.entry("prices", "[{\"action\":\"sms.send\",\"unitPrice\":\"4.5\"}]"));

    private static final String LETTERS = '"' + "x".repeat(10_000) + '"';
    /** Refused in whatever field: of no type that any field has, or text that cannot be stored. */
    private static final List<String> NEVER = List.of(
            "1.5",
            "9.99",
            "1e400",
            "-1e1000000",
            "1" + "0".repeat(400),
            "true",
            "{}",
            "\"\\u0000\"",
            "\"a\\u0007b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\uffff\"",
            LETTERS,
            "\"+10000-01-01T00:00:00Z\"",
            "\"10000-01-01T00:00:00Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "[\"1\"]",
            "[[]]");
    /** Refused but where the type of the field allows it: empty and blank text in free text, null in what may be left out. */
    private static final List<String> SELDOM =
            List.of("\"\"", "\" \"", "null", "0", "-1", "1", "\"1\"", "\"0\"", "[]", "\"NaN\"", "\"2026-07-01\"");

    private static final Set<String> FREE_TEXT = Set.of("id", "name", "note", "reason", "version", "unit");

    private final List<String> faults = new ArrayList<>();
    private String payment = "";

    @Test
    void no_value_is_bent_and_each_that_is_refused_is_named() {
        Api.open(ACCOUNT, "Europe/Vienna");
        as(Tokens.operator()).body("{\"token\":\"tok_visa\"}").put("/v1/accounts/" + ACCOUNT + "/payment-method");
        payment = as(Tokens.operator())
                .body("{\"pack\":\"10000\"}")
                .post("/v1/accounts/" + ACCOUNT + "/credit-purchases")
                .jsonPath()
                .getString("id");
        ApiDescription api = ApiDescription.read();
        int sent = 0;
        for (Operation operation : api.operations()) {
            if (operation.hasBody()) {
                sent += walk(api, operation);
            }
        }
        System.out.println("hostile bodies sent: " + sent);
        assertThat(faults).isEmpty();
        assertThat(sent).isGreaterThan(300);
    }

    private int walk(ApiDescription api, Operation operation) {
        int sent = 0;
        JsonNode fields = operation.body().path("properties");
        for (var field : fields.properties()) {
            List<String> values = new ArrayList<>(NEVER);
            values.addAll(SELDOM);
            Collections.shuffle(values, new Random(SEED));
            for (String value : values) {
                Map<String, String> body = good(fields);
                body.put(field.getKey(), value);
                judge(
                        operation,
                        field.getKey(),
                        value,
                        mayPass(api.resolved(field.getValue()), field.getKey(), value),
                        send(operation, json(body)));
                sent++;
            }
            Map<String, String> body = good(fields);
            String twice =
                    json(body).replaceFirst("\\{", "{\"" + field.getKey() + "\":" + body.get(field.getKey()) + ",");
            judge(operation, field.getKey(), "given twice", false, send(operation, twice));
            String misspelt = json(body).replace('"' + field.getKey() + "\":", '"' + field.getKey() + "x\":");
            judge(operation, field.getKey() + "x", "misspelt", false, send(operation, misspelt));
            sent += 2;
        }
        String whole = json(good(fields));
        for (String text : List.of(
                whole + "x",
                whole + "{}",
                whole + "]",
                "[" + whole + "]",
                "null",
                "\"\"",
                "5",
                "",
                " ",
                whole.substring(0, whole.length() - 1),
                "\ufeff" + whole,
                whole.replace('"', '\''),
                "{".repeat(5_000),
                "[".repeat(100_000))) {
            Response answer = send(operation, text);
            if (answer.statusCode() != 400 || !answer.contentType().startsWith("application/problem+json")) {
                faults.add(operation.method() + " " + operation.path() + " " + shortened(text) + " -> "
                        + answer.statusCode() + " " + answer.asString());
            }
            sent++;
        }
        return sent;
    }

    private void judge(Operation operation, String field, String value, boolean mayPass, Response answer) {
        int status = answer.statusCode();
        boolean refused = status >= 400 && status < 500 && answer.contentType().startsWith("application/problem+json");
        boolean named = refused && field.equals(answer.jsonPath().getString("field"));
        boolean passed = status < 300 || status == 402 || status == 404 || status == 409;
        if (!named && !(mayPass && passed)) {
            faults.add(operation.method() + " " + operation.path() + " " + field + " = " + shortened(value) + " -> "
                    + status + " " + answer.asString());
        }
    }

    private static boolean mayPass(JsonNode schema, String field, String value) {
        Set<String> types = ApiDescription.types(schema);
        return switch (value) {
            case "null" -> true;
            case "1" -> types.contains("integer");
            case "\"1\"", "\"0\"" ->
                types.contains("string") && !schema.path("format").asText().equals("date-time");
            case "\"\"", "\" \"", "\"NaN\"" -> FREE_TEXT.contains(field);
            default -> FREE_TEXT.contains(field) && value.matches("\"[+0-9TZ:-]+\"");
        };
    }

    private Response send(Operation operation, String body) {
        String path = operation
                .path()
                .replace("{account}", ACCOUNT)
                .replace("{payment}", payment)
                .replaceAll("\\{seq[^/]*}", "3");
        return as(Tokens.operator())
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .request(operation.method(), path);
    }

    private static Map<String, String> good(JsonNode fields) {
        Map<String, String> good = new LinkedHashMap<>();
        fields.fieldNames().forEachRemaining(name -> {
            assertThat(GOOD).as("a good value for the field " + name).containsKey(name);
            good.put(name, GOOD.get(name));
        });
        return good;
    }

    private static String json(Map<String, String> body) {
        StringBuilder json = new StringBuilder("{");
        body.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return json.append('}').toString();
    }

    private static String shortened(String text) {
        return text.length() < 80 ? text : text.substring(0, 80) + "…";
    }
}
