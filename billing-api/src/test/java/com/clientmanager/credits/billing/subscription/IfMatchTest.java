package com.clientmanager.credits.billing.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What can change carries an ETag that tells all it shows, and whoever decided on something else is told so. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class IfMatchTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant HALF = Instant.parse("2026-04-16T00:00:00Z");

    @Inject
    Books books;

    @Inject
    Sql sql;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    @Test
    void the_subscriptions_tag_changes_with_all_it_shows_and_not_with_each_charge() {
        String account = account("tok_visa");
        String opened = tag(account, "/subscription");
        sql.update("UPDATE balance SET ledger_seq = 2, as_of = ? WHERE account_id = ?", HALF, account);
        assertThat(tag(account, "/subscription")).as("only fresher").isEqualTo(opened);

        books.balance(account, "growth", "ACTIVE", END, END.plus(Duration.ofDays(31)));
        String renewed = tag(account, "/subscription");
        books.balance(account, "growth", "CANCELLING", END, END.plus(Duration.ofDays(31)));
        String cancelled = tag(account, "/subscription");
        books.balance(account, "growth", "ACTIVE", END, END.plus(Duration.ofDays(31)));
        books.pending(account, "starter");
        String pending = tag(account, "/subscription");
        owes(account);
        String late = tag(account, "/subscription");
        books.card(account, "tok_amex");
        String otherCard = tag(account, "/subscription");
        assertThat(List.of(opened, renewed, cancelled, pending, late, otherCard))
                .doesNotHaveDuplicates();
        assertThat(tag(account, "/subscription/cancellation")).isEqualTo(otherCard);
    }

    @Test
    void who_decided_on_an_older_state_changes_nothing() {
        String account = account("tok_visa");
        String tag = tag(account, "/subscription");
        books.pending(account, "starter");
        deciding(account, tag)
                .body("{\"plan\":\"pro\"}")
                .put(path(account, "/subscription/plan"))
                .then()
                .statusCode(412)
                .body("code", equalTo("ETAG_MISMATCH"));
        deciding(account, tag)
                .body("{\"plan\":\"growth\"}")
                .put(path(account, "/subscription/plan"))
                .then()
                .statusCode(412);
        deciding(account, tag)
                .post(path(account, "/subscription/cancellation"))
                .then()
                .statusCode(412);
        books.balance(account, "growth", "CANCELLING", START, END);
        deciding(account, tag)
                .delete(path(account, "/subscription/cancellation"))
                .then()
                .statusCode(412);
        assertThat(books.commands(account)).isEmpty();
        assertThat(books.charged(account)).isZero();

        deciding(account, tag(account, "/subscription"))
                .delete(path(account, "/subscription/cancellation"))
                .then()
                .statusCode(204);
    }

    @Test
    void of_two_who_decided_on_the_same_state_one_is_refused() throws Exception {
        String account = account("tok_visa");
        String tag = tag(account, "/subscription");
        Callable<Integer> cancel = () -> deciding(account, tag)
                .post(path(account, "/subscription/cancellation"))
                .statusCode();
        Callable<Integer> downgrade = () -> deciding(account, tag)
                .body("{\"plan\":\"starter\"}")
                .put(path(account, "/subscription/plan"))
                .statusCode();
        try (ExecutorService both = Executors.newFixedThreadPool(2);
                Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            try (PreparedStatement hold = holder.prepareStatement("SELECT id FROM account WHERE id = ? FOR UPDATE")) {
                hold.setString(1, account);
                hold.execute();
            }
            List<Future<Integer>> answers = List.of(both.submit(cancel), both.submit(downgrade));
            Api.await(() -> waiting() == 2);
            holder.commit();
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 412);
        }
        assertThat(books.commands(account)).hasSize(1);
    }

    @Test
    void a_card_is_replaced_only_by_who_saw_the_one_on_file() {
        String account = account("tok_visa");
        String visa = tag(account, "/payment-method");
        card(account, visa, "tok_mastercard", 200);
        card(account, visa, "tok_amex", 412);
        given().auth()
                .oauth2(Tokens.reader(account))
                .get(path(account, "/payment-method"))
                .then()
                .body("brand", equalTo("mastercard"));
        card(account, tag(account, "/payment-method"), "tok_amex", 200);

        String without = account(null);
        card(without, "*", "tok_visa", 412);
        card(without, null, "tok_visa", 200);
        card(without, "*", "tok_amex", 200);
    }

    private void card(String account, String tag, String token, int status) {
        deciding(account, tag)
                .body("{\"token\":\"" + token + "\"}")
                .put(path(account, "/payment-method"))
                .then()
                .statusCode(status);
    }

    private long waiting() {
        return books.count("SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock' AND query LIKE 'SELECT id FROM account%FOR UPDATE'");
    }

    private void owes(String account) {
        sql.update(
                "INSERT INTO fee (subscription_id, cycle, account_id, plan, amount_minor, currency, cycle_start,"
                        + " cycle_end, status)"
                        + " VALUES (?, 0, ?, 'growth', 9900, 'USD', ?, ?, 'PAST_DUE')",
                "sub-" + account,
                account,
                START,
                END);
    }

    private String account(String token) {
        clock.set(START);
        String account = books.account(token);
        books.balance(account, "growth", "ACTIVE", START, END);
        clock.set(HALF);
        return account;
    }

    private static String tag(String account, String path) {
        String tag = given().auth()
                .oauth2(Tokens.reader(account))
                .get(path(account, path))
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        assertThat(tag).matches("\"[0-9a-f]+\"");
        return tag;
    }

    private static RequestSpecification deciding(String account, String tag) {
        RequestSpecification request =
                given().auth().oauth2(Tokens.manager(account)).contentType("application/json");
        return tag == null ? request : request.header("If-Match", tag);
    }

    private static String path(String account, String path) {
        return "/v1/accounts/" + account + path;
    }
}
