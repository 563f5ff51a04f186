package com.clientmanager.credits.billing.outbox;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.sql.SqlFailed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every command has one row, which the auditor compares with the topic. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class IssuedCommandsTest {
    @Inject
    IssuedRows issued;

    @Inject
    Books books;

    @Inject
    EngineTopics engine;

    @Inject
    Sql sql;

    @Test
    void each_command_has_one_row_with_its_hash_and_the_audit_row_of_what_caused_it() {
        String gives = open("issued-gives");
        new AccountStory(engine, gives)
                .opens(100_000_000)
                .charges("ai.chat", 2, 10_000_000, "u", Instant.parse("2026-07-03T22:30:00Z"));
        Api.awaitLine(gives, 3);
        operate(
                gives,
                "/grants",
                "{\"amount\":\"25.5\",\"expiresAt\":\"2099-01-01T00:00:00Z\",\"note\":\"Größe ✓\"}",
                201);
        operate(gives, "/ledger/3/reversal", "{\"reason\":\"sent by mistake\"}", 202);
        operate(gives, "/ledger/3/reversal", "{\"reason\":\"sent by mistake\"}", 202);

        String buys = open("issued-buys");
        books.card(buys, "tok_visa");
        manage(buys, "POST", "/credit-purchases", "{\"pack\":\"500\"}", 201);
        String payment = as(Tokens.manager(buys))
                .get("/v1/accounts/" + buys + "/payments")
                .jsonPath()
                .getString("items[0].id");
        operate(buys, "/payments/" + payment + "/refund", "{\"reason\":\"a complaint\"}", 201);

        String moves = open("issued-moves");
        books.card(moves, "tok_visa");
        running(moves);
        manage(moves, "PUT", "/subscription/plan", "{\"plan\":\"starter\"}", 200);
        running(moves);
        manage(moves, "POST", "/subscription/cancellation", null, 200);
        books.balance(moves, "growth", "CANCELLING", now().minus(days(9)), now().plus(days(20)));
        manage(moves, "DELETE", "/subscription/cancellation", null, 204);

        String grows = open("issued-grows");
        books.card(grows, "tok_visa");
        running(grows);
        manage(grows, "PUT", "/subscription/plan", "{\"plan\":\"pro\"}", 200);

        issued.agreeWithTheTopic();
        assertThat(issued.types(gives))
                .containsExactly(
                        "StartSubscription by op-1: account.opened",
                        "GrantCredits by op-1: grant.given",
                        "ReverseCharge by op-1: charge.reversed");
        assertThat(issued.types(buys))
                .satisfiesExactly(
                        start -> assertThat(start).startsWith("StartSubscription"),
                        grant -> assertThat(grant).startsWith("GrantCredits").endsWith(": purchase.succeeded"),
                        revoke -> assertThat(revoke).startsWith("RevokeGrant").endsWith("op-1: refund.succeeded"));
        assertThat(issued.types(moves))
                .satisfiesExactly(
                        start -> assertThat(start).startsWith("StartSubscription"),
                        down -> assertThat(down).startsWith("SchedulePlan").endsWith(": downgrade.scheduled"),
                        cancel -> assertThat(cancel)
                                .startsWith("CancelAtCycleEnd")
                                .endsWith(": cancellation.ordered"),
                        back -> assertThat(back)
                                .startsWith("WithdrawCancellation")
                                .endsWith(": cancellation.withdrawn"));
        assertThat(issued.types(grows))
                .satisfiesExactly(
                        start -> assertThat(start).startsWith("StartSubscription"),
                        up -> assertThat(up).startsWith("UpgradePlan").endsWith(": upgrade.succeeded"));
    }

    @Test
    void what_the_system_does_by_itself_is_audited_too() {
        String account = open("issued-dunned");
        books.card(account, "tok_declined_insufficient_funds");
        sql.update(
                "INSERT INTO fee (subscription_id, cycle, account_id, plan, amount_minor, currency,"
                        + " cycle_start, cycle_end, status,"
                        + " attempts, first_attempt_at, next_attempt_at)"
                        + " SELECT id, 1, account_id, plan, 9900, 'EUR', now() - interval '20 days', now()"
                        + " + interval '10 days',"
                        + " 'PAST_DUE', 4, now() - interval '10 days', now() FROM subscription WHERE account_id = ?",
                account);
        await(() -> issued.types(account).contains("SuspendSubscription by system: SuspendSubscription"));
        books.card(account, "tok_visa");
        manage(account, "POST", "/subscription/fee-payment", null, 200);
        await(() -> issued.types(account).contains("ResumeSubscription by system: ResumeSubscription"));
        issued.agreeWithTheTopic();
    }

    @Test
    void an_issued_command_is_never_deleted() {
        open("issued-kept");
        assertThatThrownBy(() -> sql.update("DELETE FROM issued_command WHERE account_id = 'issued-kept'"))
                .isInstanceOf(SqlFailed.class)
                .hasMessageContaining("never deleted");
        assertThatThrownBy(() -> sql.update("TRUNCATE issued_command"))
                .isInstanceOf(SqlFailed.class)
                .hasMessageContaining("never deleted");
    }

    private static String open(String account) {
        Api.open(account, "Europe/Vienna");
        return account;
    }

    private void running(String account) {
        books.balance(account, "growth", "ACTIVE", now().minus(days(9)), now().plus(days(20)));
    }

    private static Instant now() {
        return Instant.now();
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static void operate(String account, String path, String body, int status) {
        as(Tokens.operator())
                .body(body)
                .post("/v1/accounts/" + account + path)
                .then()
                .statusCode(status);
    }

    private static void manage(String account, String method, String path, String body, int status) {
        var call = as(Tokens.manager(account));
        if (body != null) {
            call.body(body);
        }
        call.request(method, "/v1/accounts/" + account + path).then().statusCode(status);
    }
}
