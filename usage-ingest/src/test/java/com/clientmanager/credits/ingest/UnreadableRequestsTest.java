package com.clientmanager.credits.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends what no HTTP client would send, over a socket. */
@QuarkusTest
@QuarkusTestResource(IngestStack.class)
class UnreadableRequestsTest {
    private static final int CLIENT_TIMEOUT_MS = 10_000;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "GET /v1/usage-events HTTP/1.1|Host: x > 405 METHOD_NOT_ALLOWED",
                "PUT /v1/usage-events HTTP/1.1|Host: x > 405 METHOD_NOT_ALLOWED",
                "TRACE /v1/usage-events HTTP/1.1|Host: x > 405 METHOD_NOT_ALLOWED",
                "POST /v1/usage-events HTTP/1.0 > 415 UNSUPPORTED_MEDIA_TYPE",
                "POST /v1/usage-events/ HTTP/1.1|Host: x > 415 UNSUPPORTED_MEDIA_TYPE",
                "POST /v1/usage-events?user=auth0%7C5f HTTP/1.1|Host: x > 415 UNSUPPORTED_MEDIA_TYPE",
                "POST /v1/usage-events HTTP/1.1 > 400 INVALID_REQUEST",
                "POST /v1/usage-events%zz HTTP/1.1|Host: x > 400 INVALID_REQUEST",
                "POST v1/usage-events HTTP/1.1|Host: x > 404 NOT_FOUND",
                "POST /v1/usage-events HTTP/1.1|Host: x|Content-Type: /// > 415 UNSUPPORTED_MEDIA_TYPE",
                "POST /v1/usage-events HTTP/1.1|Host: x|Accept: ///|Accept-Language: en-US,en;q=0.5, "
                        + "> 406 NOT_ACCEPTABLE",
                "POST /v1/usage-events HTTP/1.1|Host: x|Accept-Language: en-US,en;q=0.5, > 415 UNSUPPORTED_MEDIA_TYPE",
            })
    void what_cannot_be_read_is_answered_with_a_problem(String request, String expected) throws IOException {
        String answer = ask(
                request.replace("auth0|5f", "auth0%7C5f").replace("|", "\r\n").replace("%7C", "|"));
        assertThat(answer).startsWith("HTTP/1.").contains("application/problem+json");
        assertThat(answer.substring(9, 13) + answer.replaceAll("(?s).*\"code\":\"(\\w+)\".*", "$1"))
                .isEqualTo(expected);
        if (expected.startsWith("405")) {
            assertThat(answer).containsIgnoringCase("Allow: OPTIONS, POST");
        }
    }

    @Test
    void options_lists_the_methods() throws IOException {
        assertThat(ask("OPTIONS /v1/usage-events HTTP/1.1\r\nHost: x"))
                .startsWith("HTTP/1.1 200")
                .contains("POST");
    }

    private static String ask(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(CLIENT_TIMEOUT_MS);
            String request = head + "\r\nAuthorization: Bearer " + Tokens.writer()
                    + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
