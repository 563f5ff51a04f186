package com.clientmanager.credits.localstack.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestClientTest {
    private static final String TAKEN = "{\"accepted\":1,\"rejected\":[]}";
    private static final CrmEvent EVENT =
            new CrmEvent("e-1", "/crm/web", "acct-42", Instant.parse("2026-06-01T09:00:00Z"), "login", 1, "ada", null);

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private IngestClient client;

    private record Answer(int status, String body) {}

    @BeforeEach
    void open() throws IOException {
        server = serve(0);
        client = connect(server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    @Test
    void a_429_or_5xx_response_is_retried_with_the_same_request() throws Exception {
        answers.addAll(
                List.of(new Answer(503, "{}"), new Answer(429, "{}"), new Answer(500, "{}"), new Answer(202, TAKEN)));

        client.post(List.of(EVENT));

        assertThat(calls)
                .hasSize(4)
                .allSatisfy(call -> assertThat(call).isEqualTo("Bearer old [" + EVENT.json() + "]"));
        assertThat(log.toString()).contains("responded 503").contains("available again");
    }

    @Test
    void an_expired_token_is_replaced() throws Exception {
        answers.addAll(List.of(new Answer(401, "{}"), new Answer(202, TAKEN)));

        client.post(List.of(EVENT));

        assertThat(calls).hasSize(2).last().asString().startsWith("Bearer new ");
    }

    @Test
    void a_rejection_is_logged_and_not_repeated() throws Exception {
        answers.add(new Answer(400, "{\"code\":\"NOTHING_ACCEPTED\"}"));

        client.post(List.of(EVENT));

        assertThat(calls).hasSize(1);
        assertThat(log.toString()).contains("NOTHING_ACCEPTED");
    }

    @Test
    void an_unreachable_service_is_retried() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);
        Thread poster = Thread.ofVirtual().start(() -> {
            try {
                client.post(List.of(EVENT));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (!log.toString().contains("is unreachable")) {
            Thread.onSpinWait();
        }
        answers.add(new Answer(202, TAKEN));
        server = serve(port);

        poster.join();

        assertThat(calls).hasSize(1);
    }

    private IngestClient connect(int port) {
        return new IngestClient(
                URI.create("http://localhost:" + port), "old", () -> "new", Duration.ofMillis(5), log::add);
    }

    private HttpServer serve(int port) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        made.createContext("/v1/usage-events", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            Answer answer = answers.remove();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        made.start();
        return made;
    }
}
