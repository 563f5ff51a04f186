package com.clientmanager.credits.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.sql.Sql;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class SignInTest {
    private static Browser browser;

    @TestHTTPResource("/")
    String root;

    @Inject
    Sql sql;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void anAccount() {
        sql.update("INSERT INTO account (id, name, time_zone, opened_at) VALUES ('acct-42', 'Northwind Traders',"
                + " 'Europe/Berlin', now())"
                + " ON CONFLICT DO NOTHING");
    }

    @Test
    void a_local_user_of_an_opened_account_signs_in_and_out() {
        Page page = browser.window(1280);
        page.navigate(root + "signin");
        assertThat(Browser.seriousFindings(page)).isEmpty();
        page.fill("input[name=login]", "ada@acct-42");
        page.fill("input[name=password]", "demo");
        page.click("button[type=submit]");
        assertThat(page.context().cookies()).anySatisfy(cookie -> {
            assertThat(cookie.name).isEqualTo("credits_session");
            assertThat(cookie.path).isEqualTo("/billing");
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.sameSite).isEqualTo(com.microsoft.playwright.options.SameSiteAttribute.LAX);
        });
    }

    @Test
    void what_a_slow_browser_has_drawn_stays_where_it_is_when_the_rest_arrives() {
        for (int width : new int[] {1280, 390}) {
            Page page = browser.window(width);
            page.navigate(root + "signin");
            Object place = place(page, ".brand");
            page.evaluate("document.querySelector('form').remove()");
            assertThat(place(page, ".brand")).as("at " + width).isEqualTo(place);
        }
    }

    private static Object place(Page page, String selector) {
        return page.evaluate("selector => document.querySelector(selector).getBoundingClientRect().y", selector);
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_refused_alike() {
        Page page = browser.window(390);
        for (String login : new String[] {"ada@acct-42", "ada@acct-nobody", "nobody@acct-42", "ada"}) {
            page.navigate(root + "signin");
            page.fill("input[name=login]", login);
            page.fill("input[name=password]", "wrong");
            page.click("button[type=submit]");
            assertThat(page.textContent("#problem")).contains("do not go together");
            assertThat(page.inputValue("input[name=login]")).isEqualTo(login);
        }
        assertThat(page.context().cookies()).noneMatch(cookie -> cookie.name.equals("credits_session"));
    }

    @Test
    void a_form_without_its_token_is_refused() {
        Response answer = RestAssured.given()
                .formParam("login", "ada@acct-42")
                .formParam("password", "demo")
                .redirects()
                .follow(false)
                .post("/signin");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getCookies()).doesNotContainKey("credits_session");
    }

    @Test
    void signing_in_never_leads_to_a_foreign_page() {
        for (String next :
                new String[] {"https://evil.example/", "//evil.example", "/billing@evil.example", "/billing\\evil"}) {
            assertThat(RestAssured.given()
                            .queryParam("next", next)
                            .get("/signin")
                            .htmlPath()
                            .getString("**.find { it.@name == 'next' }.@value"))
                    .isEqualTo("/billing");
        }
    }
}
