package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.UsageLimits;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile bodies and headers: each is accepted within the limits or refused with a code, and nothing else is thrown.
 */
class HostileRequestsTest {
    private static final int CALLS_OF_A_SEED = 4_000;
    private static final AllowedSources SOURCES = AllowedSources.of(List.of("/crm/*"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UsageEventReader reader = new UsageEventReader();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20_261_130, 987_654_321})
    void each_request_is_accepted_within_the_limits_or_refused_with_a_code(long seed) throws Exception {
        HostileRequests requests = new HostileRequests(new Random(seed));
        for (int round = 0; round < CALLS_OF_A_SEED; round++) {
            byte[] body = requests.body();
            Map<String, List<String>> headers = requests.headers();
            try {
                check(reader.structured(body, SOURCES));
            } catch (RequestRejectedException refused) {
                check(refused);
            }
            try {
                check(reader.batched(body, SOURCES));
            } catch (RequestRejectedException refused) {
                check(refused);
            }
            try {
                check(reader.binary(headers, round % 2 == 0 ? requests.data() : body, SOURCES));
            } catch (RequestRejectedException refused) {
                check(refused);
            }
        }
    }

    @Test
    void the_requests_reach_most_of_the_codes_and_some_are_accepted() {
        HostileRequests requests = new HostileRequests(new Random(7));
        Set<ProblemCode> seen = new HashSet<>();
        Map<Boolean, Integer> accepted = new HashMap<>();
        for (int round = 0; round < CALLS_OF_A_SEED; round++) {
            try {
                UsageBatch batch = round % 2 == 0
                        ? reader.structured(requests.body(), SOURCES)
                        : reader.binary(requests.headers(), requests.data(), SOURCES);
                batch.rejected().forEach(rejection -> seen.add(rejection.code()));
                accepted.merge(!batch.events().isEmpty(), 1, Integer::sum);
            } catch (RequestRejectedException refused) {
                seen.add(refused.code());
            }
        }

        assertThat(seen).hasSizeGreaterThan(20);
        assertThat(accepted.getOrDefault(true, 0)).isGreaterThan(CALLS_OF_A_SEED / 50);
    }

    private static void check(UsageBatch batch) throws Exception {
        assertThat(batch.events()).allSatisfy(event -> {
            assertThat(UsageLimits.firstViolation(event)).isNull();
            assertThat(event.getQuantity()).isPositive();
            assertThat(event.getSource()).startsWith("/crm/");
        });
        for (Rejection rejection : batch.rejected()) {
            assertThat(rejection.code().status()).isEqualTo(400);
            assertThat(rejection.detail()).isNotBlank();
            // It is sent back, so it must be text that UTF-8 can hold.
            String json = JSON.writeValueAsString(rejection);
            assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(json);
        }
    }

    private static void check(RequestRejectedException refused) {
        assertThat(refused.code().status()).isBetween(400, 499);
        assertThat(refused.detail()).isNotBlank();
    }
}
