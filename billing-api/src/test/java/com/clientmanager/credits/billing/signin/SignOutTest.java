package com.clientmanager.credits.billing.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** A session ends where it is signed out, for whoever has kept its token. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class SignOutTest {
    @Test
    void a_cookie_taken_before_signing_out_is_refused_afterwards_and_other_sessions_go_on() {
        Api.open("acct-out", "UTC");
        String session = signIn();
        String elsewhere = signIn();
        assertThat(page(session).statusCode()).isEqualTo(200);
        assertThat(balanceWithBearer(session)).isEqualTo(200);

        signOut(session).then().statusCode(303).header("Location", org.hamcrest.Matchers.endsWith("/signin"));
        Response refused = page(session);
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(refused.header("Location")).contains("/signin");
        assertThat(balanceWithBearer(session)).as("as a bearer token").isEqualTo(401);
        assertThat(page(elsewhere).statusCode()).isEqualTo(200);
        signOut(session).then().statusCode(303);
        assertThat(balanceWithBearer(Tokens.manager("acct-out"))).isEqualTo(200);
    }

    private static int balanceWithBearer(String token) {
        return Api.as(token).get("/v1/accounts/acct-out/balance").statusCode();
    }

    private static Response page(String session) {
        return given().cookie("credits_session", session)
                .redirects()
                .follow(false)
                .get("/billing");
    }

    private static Response signOut(String session) {
        String form = given().get("/signin").cookie("credits_form");
        return given().cookie("credits_session", session)
                .cookie("credits_form", form)
                .formParam("csrf-token", form)
                .redirects()
                .follow(false)
                .post("/billing/sign-out");
    }

    private static String signIn() {
        String form = given().get("/signin").cookie("credits_form");
        return given().cookie("credits_form", form)
                .formParam("csrf-token", form)
                .formParam("login", "ada@acct-out")
                .formParam("password", "demo")
                .redirects()
                .follow(false)
                .post("/signin")
                .then()
                .statusCode(303)
                .extract()
                .cookie("credits_session");
    }
}
