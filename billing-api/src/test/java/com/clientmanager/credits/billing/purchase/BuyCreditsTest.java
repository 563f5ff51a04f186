package com.clientmanager.credits.billing.purchase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.schemas.AccountCommand;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R19, R20 over HTTP. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class BuyCreditsTest {
    @Inject
    Books books;

    @Inject
    BuyCredits buyCredits;

    @Test
    void a_paid_pack_is_granted_once_however_often_the_request_is_repeated() {
        String account = books.account("tok_visa");
        for (int i = 0; i < 3; i++) {
            buy(account, "2000", "key-1")
                    .statusCode(201)
                    .header("Location", notNullValue())
                    .body("status", equalTo("SUCCEEDED"))
                    .body("amount.amountMinor", equalTo(5000))
                    .body("invoice", containsString("INV-"));
        }
        List<AccountCommand> commands = books.commands(account);
        assertThat(commands).hasSize(1);
        assertThat(commands.getFirst().getGrantCredits().getSource()).isEqualTo("PURCHASED");
        assertThat(commands.getFirst().getGrantCredits().getAmountMicros()).isEqualTo(2_000_000_000L);
        assertThat(commands.getFirst().getGrantCredits().getExpiresAt()).isNull();
        assertThat(commands.getFirst().getGrantCredits().getNote()).isEqualTo("2,000 credits pack");
        assertThat(commands.getFirst().getGrantCredits().getPaidMinor()).isEqualTo(5000);
        assertThat(commands.getFirst().getGrantCredits().getCurrency()).isEqualTo("USD");
        assertThat(books.charged(account)).isEqualTo(1);
    }

    @Test
    void the_same_key_with_another_pack_is_refused() {
        String account = books.account("tok_visa");
        buy(account, "500", "key-1").statusCode(201);
        buy(account, "2000", "key-1").statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void a_declined_card_answers_402_with_the_providers_reason_and_stays_in_the_history() {
        String account = books.account("tok_declined_insufficient_funds");
        buy(account, "500", "key-1")
                .statusCode(402)
                .contentType("application/problem+json")
                .body("code", equalTo("PAYMENT_DECLINED"))
                .body("reason", equalTo("insufficient_funds"))
                .body("payment.status", equalTo("FAILED"));
        buy(account, "500", "key-1").statusCode(402).body("reason", equalTo("insufficient_funds"));
        assertThat(books.commands(account)).isEmpty();
        get(account, "/payments")
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].reason", equalTo("insufficient_funds"))
                .body("items[0].card.last4", equalTo("9995"))
                .body("items[0].invoice", nullValue());
    }

    @Test
    void without_a_card_nothing_is_tried_and_the_same_key_may_be_used_again() {
        String account = books.account(null);
        buy(account, "500", "key-1").statusCode(402).body("reason", equalTo("no_payment_method"));
        put(account, "tok_visa").statusCode(200).body("last4", equalTo("4242")).body("brand", equalTo("visa"));
        buy(account, "500", "key-1").statusCode(201);
    }

    @Test
    void a_silent_provider_is_answered_202_and_the_payment_shows_as_pending() {
        String account = books.account("tok_timeout");
        String location = buy(account, "500", "key-1")
                .statusCode(202)
                .body("status", equalTo("PENDING"))
                .extract()
                .header("Location");
        given().auth().oauth2(Tokens.manager(account)).get(location).then().body("status", equalTo("PENDING"));

        buy(account, "500", "key-1").statusCode(201).body("status", equalTo("SUCCEEDED"));
        assertThat(books.charged(account)).isEqualTo(1);
        assertThat(books.commandTypes(account)).containsExactly("GrantCredits");
    }

    @Test
    void twenty_requests_with_one_key_at_once_make_one_payment() throws Exception {
        String account = books.account("tok_visa");
        List<Payment> inside = together(() -> buyCredits.buy(account, "500", "key-1", "u-1"));
        assertThat(inside)
                .allMatch(Payment::succeeded)
                .extracting(Payment::id)
                .containsOnly(inside.getFirst().id());
        assertThat(books.charged(account)).isEqualTo(1);

        List<Response> outside = together(() -> request(account, "500", "key-http"));
        assertThat(outside).allMatch(answer -> answer.statusCode() == 201 || answer.statusCode() == 409);
        assertThat(outside).anyMatch(answer -> answer.statusCode() == 201);
        assertThat(books.charged(account)).isEqualTo(2);
        assertThat(books.commandTypes(account)).containsExactly("GrantCredits", "GrantCredits");
    }

    @Test
    void a_card_number_is_refused_and_never_kept() {
        String account = books.account(null);
        put(account, "4242424242424242").statusCode(400).body("field", equalTo("token"));
        put(account, "tok_nobody_knows").statusCode(400).body("field", equalTo("token"));
        get(account, "/payment-method").statusCode(404);
    }

    @Test
    void the_history_is_paged_by_cursors_that_hold_while_payments_are_added() {
        String account = books.account("tok_visa");
        IntStream.range(0, 3).forEach(i -> buyCredits.buy(account, "500", "key-" + i, "u-1"));
        Response first =
                given().auth().oauth2(Tokens.reader(account)).get("/v1/accounts/" + account + "/payments?limit=2");
        buyCredits.buy(account, "500", "key-new", "u-1");
        String cursor = first.jsonPath().getString("nextCursor");
        get(account, "/payments?limit=2&cursor=" + cursor)
                .body("items.size()", equalTo(1))
                .body("nextCursor", nullValue());
    }

    @Test
    void strangers_see_nothing_and_readers_may_not_buy() {
        String account = books.account("tok_visa");
        String other = books.account("tok_visa");
        for (String path : List.of("/payments", "/invoices", "/payment-method", "/invoices/INV-000001")) {
            given().auth()
                    .oauth2(Tokens.manager(other))
                    .get("/v1/accounts/" + account + path)
                    .then()
                    .statusCode(404);
            given().get("/v1/accounts/" + account + path).then().statusCode(401);
            given().auth()
                    .oauth2(Tokens.producer())
                    .get("/v1/accounts/" + account + path)
                    .then()
                    .statusCode(403);
        }
        given().auth()
                .oauth2(Tokens.reader(account))
                .contentType("application/json")
                .body("{\"pack\":\"500\"}")
                .post("/v1/accounts/" + account + "/credit-purchases")
                .then()
                .statusCode(403);
        assertThat(books.charged(account)).isZero();
    }

    private static <T> List<T> together(Callable<T> work) throws Exception {
        try (ExecutorService twenty = Executors.newFixedThreadPool(20)) {
            List<Future<T>> futures =
                    twenty.invokeAll(IntStream.range(0, 20).mapToObj(i -> work).toList());
            return futures.stream().map(Future::resultNow).toList();
        }
    }

    private static ValidatableResponse buy(String account, String pack, String key) {
        return request(account, pack, key).then();
    }

    private static Response request(String account, String pack, String key) {
        return given().auth()
                .oauth2(Tokens.manager(account))
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"pack\":\"" + pack + "\"}")
                .post("/v1/accounts/" + account + "/credit-purchases");
    }

    private static ValidatableResponse put(String account, String token) {
        return given().auth()
                .oauth2(Tokens.manager(account))
                .contentType("application/json")
                .body("{\"token\":\"" + token + "\"}")
                .put("/v1/accounts/" + account + "/payment-method")
                .then();
    }

    private static ValidatableResponse get(String account, String path) {
        return given().auth()
                .oauth2(Tokens.reader(account))
                .get("/v1/accounts/" + account + path)
                .then();
    }
}
