package com.clientmanager.credits.billing.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever asks too often is told to wait, program or person, and nobody else is. */
@QuarkusTest
@TestProfile(RateLimitTest.OneASecond.class)
class RateLimitTest {
    private static final int MORE_THAN_ANYBODY_MAY = 500;

    @Inject
    Books books;

    public static class OneASecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("credits.requests-per-second", "1", "credits.page-requests-per-second", "1");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BillingStack.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void a_program_is_told_by_a_problem_and_another_one_is_not_slowed() {
        String noisy = Tokens.reader("acct-noisy");
        Response refused = untilRefused(() -> given().auth().oauth2(noisy).get("/v1/plans"));
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getString("code")).isEqualTo("TOO_MANY_REQUESTS");
        given().auth()
                .oauth2(Tokens.reader("acct-quiet"))
                .get("/v1/plans")
                .then()
                .statusCode(200);
    }

    @Test
    void a_person_is_told_by_a_page_whatever_else_the_browser_sends() {
        String account = books.account(null);
        String session = Tokens.reader(account);
        int[] sent = {0};
        Response refused = untilRefused(() -> given().cookie("credits_session", session)
                .header("Authorization", "Bearer " + sent[0])
                .cookie("another", sent[0]++)
                .get("/billing/history"));
        assertThat(refused.contentType()).startsWith("text/html");
        assertThat(refused.asString()).contains("Too many requests");
        given().cookie("credits_session", Tokens.manager(account))
                .get("/billing/history")
                .then()
                .statusCode(200);
    }

    private static Response untilRefused(Supplier<Response> call) {
        for (int i = 0; i < MORE_THAN_ANYBODY_MAY; i++) {
            Response answer = call.get();
            if (answer.statusCode() == 429) {
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                return answer;
            }
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        throw new AssertionError("nothing was refused");
    }
}
