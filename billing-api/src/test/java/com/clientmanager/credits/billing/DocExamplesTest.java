package com.clientmanager.credits.billing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the curl examples of docs/http-api.md, in their order, and compares the status that each names. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class DocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^# (\\d{3})\\n(curl (?:.*\\\\\\n)*.*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @Test
    void every_example_answers_what_the_page_says() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "http-api.md"));
        Matcher examples = EXAMPLE.matcher(page);
        List<String> wrong = new ArrayList<>();
        int run = 0;
        while (examples.find()) {
            run++;
            int expected = Integer.parseInt(examples.group(1));
            int answered = call(words(examples.group(2).replace("\\\n", " ")));
            if (answered != expected) {
                wrong.add(examples.group(2) + " answered " + answered);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(run).isEqualTo(page.split("(?m)^curl -s", -1).length - 1);
    }

    private static List<String> words(String command) {
        Map<String, String> variables =
                Map.of("$API", "/v1", "$OPERATOR", Tokens.operator(), "$CUSTOMER", Tokens.manager("acct-docs"));
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                words.add(matcher.group(1));
                continue;
            }
            String word = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                word = word.replace(variable.getKey(), variable.getValue());
            }
            words.add(word);
        }
        return words;
    }

    private static int call(List<String> words) {
        RequestSpecification request = given().accept(ContentType.ANY);
        String method = "GET";
        String address = "";
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> {
                    request.body(words.get(++i));
                    method = method.equals("GET") ? "POST" : method;
                }
                default -> address = words.get(i);
            }
        }
        return request.urlEncodingEnabled(false).request(method, address).statusCode();
    }
}
