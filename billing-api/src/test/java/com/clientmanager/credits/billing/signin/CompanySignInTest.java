package com.clientmanager.credits.billing.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
@QuarkusTestResource(value = CompanyProvider.class, restrictToAnnotatedClass = true)
class CompanySignInTest {
    @TestHTTPResource("/")
    String root;

    @Inject
    Sql sql;

    @Test
    void whoever_the_provider_vouches_for_sees_their_account_and_gets_no_operators_rights() throws Exception {
        sql.update(
                "INSERT INTO account (id, name, time_zone, opened_at) VALUES ('acct-oidc', 'Contoso', 'UTC', now())");
        sql.update("INSERT INTO subscription (account_id, id, plan, started_at) VALUES ('acct-oidc', 'sub-oidc',"
                + " 'growth', now())");
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(URI.create(root + "signin/oidc")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.uri().getPath()).isEqualTo("/billing");
        assertThat(page.body()).contains("Grace Hopper").contains("Contoso").doesNotContain("Buy more credits");
    }

    @Test
    void the_sign_in_page_offers_it_and_the_api_keeps_to_bearer_tokens() {
        assertThat(RestAssured.get("/signin").asString()).contains("Sign in with your company account");
        RestAssured.given().get("/v1/accounts/acct-oidc/balance").then().statusCode(401);
        RestAssured.given()
                .auth()
                .oauth2(Tokens.reader("acct-none"))
                .get("/v1/accounts/acct-none/balance")
                .then()
                .statusCode(404);
    }
}
