package com.clientmanager.credits.billing.renewal;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.outbox.IssuedRows;
import com.clientmanager.credits.billing.payment.ReconcilePayments;
import com.clientmanager.credits.billing.payment.RefundRefused;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R15 to R18 through the real broker, the real engine's process and this service's HTTP door, at the speed of the
 * test's clock.
 */
@QuarkusTest
@TestProfile(EngineProfile.class)
class RealEngineTest {
    @Inject
    PassingTime time;

    @Inject
    CollectFees collect;

    @Inject
    ReconcilePayments reconcile;

    @Inject
    RefundRefused refundRefused;

    @Inject
    IssuedRows issued;

    @BeforeEach
    void begin() {
        time.begin();
    }

    @AfterEach
    void every_command_on_the_topic_was_issued_for_an_audited_act() {
        issued.agreeWithTheTopic();
    }

    @Test
    void a_boundary_brings_the_next_allowance_its_fee_and_its_invoice_once_R18() {
        opened("real-renews", "growth", "tok_visa");
        for (int cycle = 1; cycle <= 3; cycle++) {
            String before = cycleStart("real-renews");
            nextCycle("real-renews");
            assertThat(cycleStart("real-renews")).isNotEqualTo(before);
            collectUntil("real-renews", cycle + 1);
            collect.run();
        }

        awaitAvailable("real-renews", "2500");
        assertThat(payments("real-renews")).containsExactly("SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED");
        assertThat(get("real-renews", "/invoices").getList("items")).hasSize(4);
        assertThat(status("real-renews")).isEqualTo("ACTIVE");
    }

    @Test
    void a_failing_card_is_dunned_suspended_and_active_again_once_paid_R18() {
        opened("real-fails", "growth", "tok_visa");
        card("real-fails", "tok_declined_insufficient_funds").statusCode(200);
        Instant boundary = nextCycle("real-fails");
        collectUntil("real-fails", 2);
        assertThat(status("real-fails")).isEqualTo("PAST_DUE");
        awaitAvailable("real-fails", "2500");

        for (int day : new int[] {1, 3, 5, 7}) {
            time.until(boundary.plus(Duration.ofDays(day)).plusSeconds(2));
            collect.run();
        }
        awaitStatus("real-fails", "SUSPENDED");
        nextCycle("real-fails");
        awaitAvailable("real-fails", "0");
        collect.run();
        assertThat(payments("real-fails"))
                .containsExactly("FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "SUCCEEDED");

        pay("real-fails").statusCode(402);
        card("real-fails", "tok_visa").statusCode(200);
        awaitStatus("real-fails", "ACTIVE");
        awaitAvailable("real-fails", "2500");
        collectUntil("real-fails", 9);
        assertThat(status("real-fails")).isEqualTo("ACTIVE");
        assertThat(payments("real-fails")).startsWith("SUCCEEDED", "SUCCEEDED", "FAILED");
    }

    @Test
    void a_downgrade_waits_for_the_boundary_and_is_charged_from_it_on_R16() {
        opened("real-smaller", "pro", "tok_visa");
        manager("real-smaller")
                .body("{\"plan\":\"starter\"}")
                .put("/v1/accounts/real-smaller/subscription/plan")
                .then()
                .statusCode(200);
        await(() -> "starter".equals(get("real-smaller", "/subscription").getString("pendingChange.plan")));
        assertThat(balance("real-smaller").getString("available")).isEqualTo("10000");

        nextCycle("real-smaller");
        collectUntil("real-smaller", 2);

        assertThat(get("real-smaller", "/subscription").getString("plan")).isEqualTo("starter");
        awaitAvailable("real-smaller", "500");
        assertThat(get("real-smaller", "/payments").getList("items.amount.amountMinor"))
                .containsExactly(2900, 29900);
    }

    @Test
    void a_cancellation_ends_the_package_on_its_date_and_leaves_what_was_bought_R17() {
        opened("real-ends", "growth", "tok_visa");
        manager("real-ends")
                .body("{\"pack\":\"500\"}")
                .post("/v1/accounts/real-ends/credit-purchases")
                .then()
                .statusCode(201);
        manager("real-ends")
                .post("/v1/accounts/real-ends/subscription/cancellation")
                .then()
                .statusCode(200);
        awaitStatus("real-ends", "CANCELLING");
        assertThat(get("real-ends", "/subscription").getString("renewsOn")).isNull();

        time.until(cycleEnd("real-ends").plusSeconds(1));
        awaitStatus("real-ends", "ENDED");

        awaitAvailable("real-ends", "500");
        collect.run();
        assertThat(payments("real-ends")).as("the first fee and the pack").hasSize(2);
        manager("real-ends")
                .delete("/v1/accounts/real-ends/subscription/cancellation")
                .then()
                .statusCode(409);
    }

    @Test
    void an_upgrade_is_paid_and_granted_for_the_same_share_of_the_cycle_R15() {
        opened("real-bigger", "growth", "tok_visa");
        time.until(time.now().plus(Duration.ofDays(10)));
        JsonPath preview = manager("real-bigger")
                .body("{\"plan\":\"pro\"}")
                .post("/v1/accounts/real-bigger/subscription/plan-preview")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        manager("real-bigger")
                .body("{\"plan\":\"pro\"}")
                .put("/v1/accounts/real-bigger/subscription/plan")
                .then()
                .statusCode(200);
        await(() -> "pro".equals(get("real-bigger", "/subscription").getString("plan")));

        awaitAvailable("real-bigger", preview.getString("availableAfter"));
        assertThat((Integer) get("real-bigger", "/payments").get("items[0].amount.amountMinor"))
                .isEqualTo(preview.getInt("dueNow.amountMinor"));
    }

    @Test
    void an_upgrade_that_the_engine_refuses_is_given_back_with_a_credit_note_R15() {
        opened("real-late", "growth", "tok_visa");
        card("real-late", "tok_timeout").statusCode(200);
        time.until(cycleEnd("real-late").minusSeconds(3600));
        manager("real-late")
                .body("{\"plan\":\"pro\"}")
                .put("/v1/accounts/real-late/subscription/plan")
                .then()
                .statusCode(202);
        card("real-late", "tok_visa").statusCode(200);
        nextCycle("real-late");

        reconcile.run();
        await(() -> {
            refundRefused.run();
            return payments("real-late").size() == 3;
        });
        time.until(time.now().plusSeconds(60));
        reconcile.run();

        List<String> purposes = get("real-late", "/payments").getList("items.purpose");
        assertThat(purposes).startsWith("REFUND", "UPGRADE");
        assertThat(payments("real-late")).allMatch("SUCCEEDED"::equals);
        assertThat(get("real-late", "/payments").getString("items[0].invoice")).startsWith("CN-");
        assertThat(get("real-late", "/subscription").getString("plan")).isEqualTo("growth");
        awaitAvailable("real-late", "2500");
        assertThat(get("real-late", "/ledger?type=COMMAND_REFUSED").getList("items"))
                .hasSize(1);
    }

    /** An account whose first fee is paid. */
    private void opened(String account, String plan, String token) {
        as(Tokens.operator())
                .body("{\"id\":\"%s\",\"name\":\"Real Ltd\",\"timeZone\":\"Europe/Vienna\",\"plan\":\"%s\"}"
                        .formatted(account, plan))
                .post("/v1/accounts")
                .then()
                .statusCode(201);
        card(account, token).statusCode(200);
        awaitStatus(account, "ACTIVE");
        await(() -> {
            manager(account).post("/v1/accounts/" + account + "/subscription/fee-payment");
            return payments(account).contains("SUCCEEDED");
        });
    }

    /** Lets the boundary pass and answers it, when the ledger shows the cycle after it. */
    private Instant nextCycle(String account) {
        Instant boundary = cycleEnd(account);
        time.until(boundary.plusSeconds(1));
        await(() -> boundary.toString().equals(cycleStart(account)));
        return boundary;
    }

    private static ValidatableResponse card(String account, String token) {
        return manager(account)
                .body("{\"token\":\"" + token + "\"}")
                .put("/v1/accounts/" + account + "/payment-method")
                .then();
    }

    private static ValidatableResponse pay(String account) {
        return manager(account)
                .post("/v1/accounts/" + account + "/subscription/fee-payment")
                .then();
    }

    private static io.restassured.specification.RequestSpecification manager(String account) {
        return as(Tokens.manager(account));
    }

    private static JsonPath get(String account, String path) {
        return manager(account)
                .get("/v1/accounts/" + account + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath balance(String account) {
        return get(account, "/balance");
    }

    private static String status(String account) {
        return get(account, "/subscription").getString("status");
    }

    private static String cycleStart(String account) {
        return get(account, "/subscription").getString("cycleStart");
    }

    private static Instant cycleEnd(String account) {
        return Instant.parse(get(account, "/subscription").getString("cycleEnd"));
    }

    /** Collects until the account's history has so many payments: a fee falls due when its ledger line is projected. */
    private void collectUntil(String account, int payments) {
        await(() -> {
            collect.run();
            return payments(account).size() >= payments;
        });
        assertThat(payments(account)).hasSize(payments);
    }

    private static void awaitAvailable(String account, String credits) {
        await(() -> credits.equals(balance(account).getString("available")));
    }

    private static void awaitStatus(String account, String status) {
        await(() -> status.equals(status(account)));
    }

    /** Newest first. */
    private static List<String> payments(String account) {
        return get(account, "/payments").getList("items.status");
    }
}
