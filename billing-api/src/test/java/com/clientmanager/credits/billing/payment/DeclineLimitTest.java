package com.clientmanager.credits.billing.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Declined attempts are limited by account and by card; successful ones are not. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class DeclineLimitTest {
    private static final Instant NOW = Instant.parse("2026-09-16T00:00:00Z");
    private static final String POOR = "tok_declined_insufficient_funds";
    private static final int MANY = 40;

    @Inject
    Books books;

    @Inject
    Sql sql;

    @Inject
    PaymentGateway gateway;

    @Inject
    TestClock clock;

    @BeforeEach
    void at_a_time_of_its_own() {
        clock.set(NOW);
    }

    @Test
    void the_sixth_declined_attempt_in_ten_minutes_waits() {
        String account = books.account(POOR);
        for (int i = 0; i < 5; i++) {
            assertThat(buy(account).statusCode()).isEqualTo(402);
            clock.forward(Duration.ofMinutes(1));
        }
        buy(account)
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("300"))
                .body("code", equalTo("TOO_MANY_DECLINES"))
                .body("detail", containsString("Try again in 5 minutes"));
        books.card(account, "tok_visa");
        assertThat(buy(account).statusCode()).as("another card does not help").isEqualTo(429);
        assertThat(attempts(account)).isEqualTo(5);

        clock.forward(Duration.ofMinutes(5));
        assertThat(buy(account).statusCode()).isEqualTo(201);
    }

    @Test
    void forty_at_once_reach_the_provider_five_times_at_most() throws Exception {
        String account = books.account("tok_declined_do_not_honor");
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (Future<Integer> answer : threads.invokeAll(IntStream.range(0, MANY)
                    .<Callable<Integer>>mapToObj(i -> () -> buy(account).statusCode())
                    .toList())) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnly(402, 429);
        assertThat(attempts(account)).isBetween(1L, 5L);
    }

    @Test
    void cards_that_the_provider_does_not_know_count_too() {
        String account = books.account(null);
        for (int i = 0; i < 5; i++) {
            assertThat(card(account, "tok_guess_" + i).statusCode()).isEqualTo(400);
        }
        assertThat(card(account, "tok_guess_5").statusCode()).isEqualTo(429);
        assertThat(card(account, "tok_visa").statusCode()).isEqualTo(429);
        clock.forward(Duration.ofMinutes(10));
        for (int i = 0; i < 10; i++) {
            assertThat(card(account, "tok_visa").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_card_is_limited_over_accounts_under_each_of_its_tokens() {
        DeclineLimit strict = new DeclineLimit(sql, gateway, clock, 5, 2, Duration.ofMinutes(10));
        String token = "tok_declined_stolen";
        for (int i = 0; i < 2; i++) {
            Payment failed = declined(books.account(token));
            QuarkusTransaction.requiringNew()
                    .run(() -> strict.declined(failed, token, new DeclineReason("stolen_card", "Use another.")));
        }
        String third = books.account("tok_declined_stolen_card");
        assertThatThrownBy(() -> admit(strict, third, "u-1", "tok_declined_stolen_card"))
                .isInstanceOf(TooManyDeclines.class);
        admit(strict, third, "u-1", "tok_visa");
        admit(strict, third, "system", "tok_declined_stolen_card");
    }

    @Test
    void successes_and_outages_do_not_count() {
        String account = books.account("tok_visa");
        for (int i = 0; i < 8; i++) {
            assertThat(buy(account).statusCode()).isEqualTo(201);
        }
        books.card(account, "tok_timeout_lost");
        for (int i = 0; i < 8; i++) {
            assertThat(buy(account).statusCode()).isEqualTo(202);
        }
        books.card(account, "tok_visa");
        assertThat(buy(account).statusCode()).isEqualTo(201);
    }

    private static void admit(DeclineLimit limit, String account, String by, String token) {
        QuarkusTransaction.requiringNew().run(() -> limit.admit(intent(account, by), token));
    }

    private static PaymentIntent intent(String account, String by) {
        return new PaymentIntent(
                PaymentIntent.idFrom("test", account, by),
                account,
                PaymentPurpose.PURCHASE,
                new com.clientmanager.credits.billing.money.Money(100, "USD"),
                "test",
                "{}",
                null,
                by);
    }

    private Payment declined(String account) {
        PaymentIntent intent = intent(account, "u-1");
        return new Payment(
                intent.id(),
                1,
                account,
                intent.purpose(),
                PaymentStatus.INTENDED,
                intent.amount(),
                intent.description(),
                intent.order(),
                gateway.card("tok_declined_stolen").orElseThrow(),
                null,
                null,
                null,
                intent.by(),
                clock.instant(),
                null);
    }

    private long attempts(String account) {
        return books.count(
                "SELECT count(*) AS count FROM sandbox_gateway.movement m"
                        + " JOIN payment p ON p.id = m.key WHERE p.account_id = ?",
                account);
    }

    private static Response buy(String account) {
        return given().auth()
                .oauth2(Tokens.manager(account))
                .contentType("application/json")
                .body("{\"pack\":\"500\"}")
                .post("/v1/accounts/" + account + "/credit-purchases");
    }

    private static Response card(String account, String token) {
        return given().auth()
                .oauth2(Tokens.manager(account))
                .contentType("application/json")
                .body("{\"token\":\"" + token + "\"}")
                .put("/v1/accounts/" + account + "/payment-method");
    }
}
