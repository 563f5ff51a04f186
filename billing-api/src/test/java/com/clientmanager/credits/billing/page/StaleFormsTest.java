package com.clientmanager.credits.billing.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.sql.Sql;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A form acts on the account and the state that it was drawn from, or on nothing. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class StaleFormsTest {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    @TestHTTPResource("/")
    String root;

    @Inject
    DemoAccount accounts;

    @Inject
    AccountStates states;

    @Inject
    Sql sql;

    /** A page, the form on it, and what the form sends beside its hidden fields. */
    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "/billing/buy?pack=500,    /billing/buy,            '',               card",
        "/billing/plan?to=pro,     /billing/plan,           '',               pending",
        "/billing/plan?to=starter, /billing/plan,           '',               pending",
        "/billing,                 /billing/plan/undo,      downgrade,        renewed",
        "/billing/cancel,          /billing/cancel,         '',               pending",
        "/billing,                 /billing/cancel/undo,    cancelled,        card",
        "/billing/payment-method,  /billing/payment-method, '',               card",
        "/billing,                 /billing/pay-now,        owes,             fee"
    })
    void each_form_is_refused_for_another_account_and_for_another_state(
            String page, String action, String before, String changed) {
        String ours = busy(before);
        String theirs = busy(before);
        Map<String, String> form = form(ours, page, action);
        long money = moved(ours) + moved(theirs);

        Response other = send(theirs, action, form);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.asString()).contains("You are signed in to another account now", "href=\"/billing\"");

        assertThat(moved(ours) + moved(theirs)).isEqualTo(money);
        change(ours, changed);
        money = moved(ours) + moved(theirs);
        Response stale = send(ours, action, form);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.asString()).contains("This has changed since the page was opened", "See how it stands now");
        assertThat(moved(ours) + moved(theirs)).isEqualTo(money);

        Map<String, String> fresh = form(ours, page, action);
        assertThat(send(ours, action, fresh).statusCode()).isEqualTo(303);
        Map<String, String> without = new LinkedHashMap<>(form);
        without.remove("state");
        assertThat(send(ours, action, without).statusCode()).isEqualTo(400);
    }

    @Test
    void an_upgrade_costs_exactly_what_the_page_showed_or_nothing() {
        String account = busy("");
        Map<String, String> form = form(account, "/billing/plan?to=pro", "/billing/plan");
        Map<String, String> cheaper = new LinkedHashMap<>(form);
        cheaper.put("due", "1");
        assertThat(send(account, "/billing/plan", cheaper).statusCode()).isEqualTo(412);
        Map<String, String> old = new LinkedHashMap<>(form);
        old.put("at", "2026-01-01T00:00:00Z");
        assertThat(send(account, "/billing/plan", old).statusCode()).isEqualTo(412);
        for (int i = 0; i < 2; i++) {
            assertThat(send(account, "/billing/plan", form).statusCode()).isEqualTo(303);
        }
        assertThat(sql.list(
                        "SELECT amount_minor FROM payment WHERE account_id = ?",
                        row -> row.text("amount_minor"),
                        account))
                .containsExactly(form.get("due"));
    }

    @Test
    void parts_of_a_page_are_never_those_of_another_account() {
        String ours = busy("");
        String theirs = busy("");
        Response part = given().redirects()
                .follow(false)
                .cookie("credits_session", Tokens.manager(theirs))
                .header("HX-Request", "true")
                .header("Credits-Account", ours)
                .get("/billing/parts/summary");
        assertThat(part.header("HX-Redirect")).isEqualTo("/billing");
        assertThat(part.asString()).isEmpty();
        for (String address : List.of("/billing/usage/lines.csv?", "/billing/usage/chart?", "/billing/live?")) {
            assertThat(given().cookie("credits_session", Tokens.manager(theirs))
                            .get(address + "account=" + ours)
                            .statusCode())
                    .as(address)
                    .isEqualTo(409);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "billing/buy?pack=500,   '',                       #pay,     1280, LIGHT",
        "billing/plan?to=pro,    '',                       #confirm, 1280, DARK",
        "billing/cancel,         '',                       #confirm, 390,  LIGHT",
        "billing/payment-method, input[value='tok_amex'],  #save,    390,  DARK"
    })
    void a_tab_of_one_account_charges_and_changes_nothing_after_a_sign_in_to_another(
            String address, String choice, String button, int width, ColorScheme scheme) {
        String ours = busy("");
        String theirs = busy("");
        long before = moved(ours) + moved(theirs);
        try (Browser browser = new Browser()) {
            Page first = browser.window(width, "en-US", scheme, true);
            Browser.signIn(first, root, "ada@" + ours);
            first.navigate(root + address);
            Browser.shoot(first, "form-" + address);
            Page second = first.context().newPage();
            Browser.signIn(second, root, "ada@" + theirs);
            if (!choice.isEmpty()) {
                first.check(choice);
            }
            first.click(button);
            assertThat(first.locator("#stale")).containsText("another account");
            Browser.shoot(first, "stale-" + address);
            first.click("#present");
            assertThat(first.locator(".who")).containsText(theirs);
        }
        assertThat(moved(ours) + moved(theirs)).isEqualTo(before);
    }

    private String busy(String before) {
        String account = "stale-" + ACCOUNTS.incrementAndGet();
        accounts.busy(account, "Stale " + account);
        switch (before) {
            case "downgrade" -> sql.update("UPDATE balance SET pending_plan = 'starter' WHERE account_id = ?", account);
            case "cancelled" ->
                sql.update("UPDATE balance SET subscription_status = 'CANCELLING' WHERE account_id = ?", account);
            case "owes" -> states.overdue(account, "SUSPENDED", 2900, null);
            default -> {}
        }
        return account;
    }

    private void change(String account, String what) {
        switch (what) {
            case "card" ->
                sql.update(
                        "UPDATE payment_method SET last4 = '4444', token = 'tok_mastercard' WHERE account_id = ?",
                        account);
            case "pending" -> sql.update("UPDATE subscription SET version = version + 1 WHERE account_id = ?", account);
            case "renewed" ->
                sql.update("UPDATE balance SET cycle_end = cycle_end + interval '1 day' WHERE account_id = ?", account);
            case "fee" -> sql.update("UPDATE fee SET amount_minor = amount_minor + 1 WHERE account_id = ?", account);
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** Payments, orders and cards of an account, as one number that any change moves. */
    private long moved(String account) {
        return sql.find(
                        "SELECT (SELECT count(*) FROM payment WHERE account_id = a.id) * 10000 + a.commands * 1000000"
                                + " + (SELECT last4::int FROM payment_method WHERE account_id = a.id) AS n"
                                + " FROM account a WHERE a.id = ?",
                        row -> row.number("n"),
                        account)
                .orElseThrow();
    }

    private static Map<String, String> form(String account, String page, String action) {
        String html = given().cookie("credits_session", Tokens.manager(account))
                .get(page)
                .asString();
        int begin = html.indexOf("method=\"post\" action=\"" + action + "\"");
        assertThat(begin).as("the form " + action).isPositive();
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(html.substring(begin, html.indexOf("</form>", begin)));
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2).replace("&quot;", "\"").replace("&#34;", "\""));
        }
        if (action.equals("/billing/payment-method")) {
            fields.put("token", "tok_amex");
        }
        return fields;
    }

    private static Response send(String account, String action, Map<String, String> fields) {
        String token = given().get("/signin").cookie("credits_form");
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("csrf-token", token);
        return given().redirects()
                .follow(false)
                .cookie("credits_session", Tokens.manager(account))
                .cookie("credits_form", token)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(form)
                .post(action);
    }
}
