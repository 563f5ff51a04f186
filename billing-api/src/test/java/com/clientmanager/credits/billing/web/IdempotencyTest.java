package com.clientmanager.credits.billing.web;

import static com.clientmanager.credits.billing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class IdempotencyTest {
    @Inject
    Sql sql;

    @Test
    void twenty_requests_at_once_with_one_key_do_it_once() throws Exception {
        Api.open("idem-1", "UTC");
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(() -> as(Tokens.operator())
                        .header("Idempotency-Key", "idem-key-1")
                        .body("{\"amount\":\"1\"}")
                        .post("/v1/accounts/idem-1/grants")
                        .statusCode()));
            }
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        assertThat(sql.list(
                        "SELECT id FROM audit WHERE account_id = 'idem-1' AND what = 'grant.given'",
                        row -> row.number("id")))
                .hasSize(1);
    }

    @Test
    void a_key_belongs_to_its_caller_and_a_refused_request_keeps_nothing() {
        Api.open("idem-2", "UTC");
        as(Tokens.operator())
                .header("Idempotency-Key", "idem-key-2")
                .body("{\"amount\":\"-1\"}")
                .post("/v1/accounts/idem-2/grants")
                .then()
                .statusCode(400)
                .body("field", equalTo("amount"));
        as(Tokens.operator())
                .header("Idempotency-Key", "idem-key-2")
                .body("{\"amount\":\"1\"}")
                .post("/v1/accounts/idem-2/grants")
                .then()
                .statusCode(201);
        as(Tokens.operator())
                .header("Idempotency-Key", "idem-key-2")
                .body("{\"amount\":\"1.0\"}")
                .post("/v1/accounts/idem-2/grants")
                .then()
                .statusCode(201); // the same amount, written otherwise
        as(Tokens.operator())
                .header("Idempotency-Key", "idem-key-2")
                .body("{\"amount\":\"2\"}")
                .post("/v1/accounts/idem-2/grants")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }
}
