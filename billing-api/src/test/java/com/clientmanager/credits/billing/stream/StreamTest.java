package com.clientmanager.credits.billing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class StreamTest {
    @Inject
    EngineTopics engine;

    @TestHTTPResource("/v1/accounts/stream-1/stream")
    URI address;

    @Test
    @Timeout(60)
    void an_open_stream_shows_the_balance_now_and_each_time_it_changes() throws Exception {
        Api.open("stream-1", "UTC");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + Tokens.reader("stream-1"))
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            try (BufferedReader events =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(nextBalance(events)).contains("\"available\":null");
                AccountStory story =
                        new AccountStory(engine, "stream-1").opens(5_000_000).showsBalance();
                assertThat(nextBalance(events)).contains("\"available\":\"5\"");
                story.charges("sms.send", 1, 4_000_000, "u", AccountStory.START).showsBalance();
                assertThat(nextBalance(events)).contains("\"available\":\"1\"").contains("\"ledgerSeq\":3");
            }
        }
    }

    private static String nextBalance(BufferedReader events) throws Exception {
        boolean balance = false;
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("event:")) {
                balance = line.contains("balance");
            } else if (line.startsWith("data:") && balance) {
                return line;
            }
        }
        throw new AssertionError("the stream ended");
    }
}
