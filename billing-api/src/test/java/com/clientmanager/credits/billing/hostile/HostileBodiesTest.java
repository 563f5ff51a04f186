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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BinaryOperator;
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
            Map.entry("runningCyclePaid", "false"),
            Map.entry("topic", "\"credit.ledger.v1\""),
            Map.entry("partition", "3"),
            Map.entry("offset", "1000000"),
            Map.entry("amount", "\"5\""),
            Map.entry("expiresAt", "\"2099-01-01T00:00:00Z\""),
            Map.entry("note", "\"welcome\""),
            Map.entry("reason", "\"a mistake\""),
            Map.entry("amountMinor", "100"),
            Map.entry("token", "\"tok_visa\""),
            Map.entry("pack", "\"500\""),
            Map.entry("version", "\"hostile-1\""),
            Map.entry("effectiveFrom", "\"2099-01-01T00:00:00Z\""),
            Map.entry("action", "\"hostile.act\""),
            Map.entry("unit", "\"piece\""),
            Map.entry("unitPrice", "\"4.5\""));

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
    /**
     * Refused but where the type of the field allows it: empty and blank text in free text, null in what may be left
     * out.
     */
    private static final List<String> RARE_VALUES =
            List.of("\"\"", "\" \"", "null", "0", "-1", "1", "\"1\"", "\"0\"", "[]", "\"NaN\"", "\"2026-07-01\"");

    private static final Set<String> FREE_TEXT = Set.of("id", "name", "note", "reason", "version", "unit");

    private final List<String> faults = new ArrayList<>();
    private String payment = "";
    private int used;

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
        for (Field field : fields(api, operation.body(), "")) {
            List<String> values = new ArrayList<>(NEVER);
            values.addAll(RARE_VALUES);
            Collections.shuffle(values, new Random(SEED));
            String name = field.name();
            for (String value : values) {
                String body = good(api, operation.body(), "", field.path(), (key, good) -> member(key, value));
                judge(operation, name, value, mayPass(field.schema(), name, value), send(operation, body));
                sent++;
            }
            String twice = good(
                    api,
                    operation.body(),
                    "",
                    field.path(),
                    (key, good) -> member(key, good) + "," + member(key, good));
            judge(operation, name, "given twice", false, send(operation, twice));
            String misspelt = good(api, operation.body(), "", field.path(), (key, good) -> member(key + "x", good));
            judge(operation, name + "x", "misspelt", false, send(operation, misspelt));
            sent += 2;
        }
        return sent + walkWhole(operation, good(api, operation.body(), "", "", HostileBodiesTest::member));
    }

    private int walkWhole(Operation operation, String whole) {
        int sent = 0;
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
            case "0" -> field.equals("partition") || field.equals("offset");
            case "true" -> types.contains("boolean");
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
        // Names that are taken once they were used.
        String fresh = body.replace("hostile-new", "hostile-new-" + ++used)
                .replace("\"hostile-1\"", "\"hostile-" + used + '"')
                .replace("hostile.act", "hostile.act" + used);
        return as(Tokens.operator())
                .body(fresh.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .request(operation.method(), path);
    }

    /** A field of a body; the path of one in a list of objects names the list first. */
    private record Field(String path, JsonNode schema) {
        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    private static List<Field> fields(ApiDescription api, JsonNode schema, String owner) {
        List<Field> fields = new ArrayList<>();
        for (var each : schema.path("properties").properties()) {
            JsonNode described = api.resolved(each.getValue());
            fields.add(new Field(owner + each.getKey(), described));
            fields.addAll(fields(api, api.resolved(described.path("items")), owner + each.getKey() + "."));
        }
        return fields;
    }

    /** A good body, but for the member under this path, which is written otherwise. */
    private static String good(
            ApiDescription api, JsonNode schema, String owner, String path, BinaryOperator<String> otherwise) {
        List<String> members = new ArrayList<>();
        for (var each : schema.path("properties").properties()) {
            String name = each.getKey();
            JsonNode items = api.resolved(api.resolved(each.getValue()).path("items"));
            assertThat(items.has("properties") || GOOD.containsKey(name))
                    .as("a good value for the field " + name)
                    .isTrue();
            String value = items.has("properties")
                    ? "[" + good(api, items, owner + name + ".", path, otherwise) + "]"
                    : GOOD.get(name);
            members.add(path.equals(owner + name) ? otherwise.apply(name, value) : member(name, value));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String name, String value) {
        return '"' + name + "\":" + value;
    }

    private static String shortened(String text) {
        return text.length() < 80 ? text : text.substring(0, 80) + "…";
    }
}
