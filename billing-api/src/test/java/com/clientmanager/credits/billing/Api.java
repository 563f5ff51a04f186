package com.clientmanager.credits.billing;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Calls the API as somebody, and waits for what must become true. */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Api() {}

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json").accept("application/json");
    }

    public static ValidatableResponse open(String account, String zone) {
        return as(Tokens.operator())
                .body("{\"id\":\"" + account + "\",\"name\":\"" + account + "\",\"timeZone\":\"" + zone
                        + "\",\"plan\":\"growth\",\"startedAt\":\"2026-07-01T00:00:00Z\",\"runningCyclePaid\":true}")
                .post("/v1/accounts")
                .then()
                .statusCode(201);
    }

    /** Until the ledger shows this line. */
    public static void awaitLine(String account, long seq) {
        await(() -> seq
                <= as(Tokens.operator())
                        .get("/v1/accounts/" + account + "/ledger?limit=1")
                        .jsonPath()
                        .getList("items.seq", Long.class)
                        .stream()
                        .findFirst()
                        .orElse(0L));
    }

    public static void await(BooleanSupplier true_) {
        Instant end = Instant.now().plus(TIMEOUT);
        while (!true_.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not become true in " + TIMEOUT);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
