package com.clientmanager.credits.billing.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.sql.Sql;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a person watches: a payment that is not decided yet, figures that are late, and where the credits that are left
 * came from.
 */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class WaitingTest {
    private static Browser browser;

    @TestHTTPResource("/")
    String root;

    @Inject
    DemoAccount accounts;

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

    @AfterEach
    void no_script_has_failed() {
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void a_payment_that_is_being_checked_tells_by_itself_what_became_of_it() {
        Page page = signedIn("wait-paid");
        sql.update("UPDATE payment_method SET token = 'tok_timeout' WHERE account_id = 'wait-paid'");
        page.navigate(root + "billing/buy?pack=500");
        page.click("#pay");
        assertThat(page.locator("h1")).hasText("The payment is being checked");
        sql.update("UPDATE payment SET intended_at = now() - interval '1 hour', asked_at = now() - interval '1 hour'"
                + " WHERE account_id = 'wait-paid'");
        assertThat(page.locator("h1"))
                .hasText("Paid. Thank you!", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        assertThat(page.locator("#done")).containsText("INV-");
        assertThat(page).hasTitle("Paid. Thank you! · ClientManager");
    }

    @Test
    void what_is_owed_is_named_before_new_credits_repay_it_R10() {
        Page page = signedIn("wait-owes");
        sql.update(
                "UPDATE balance SET available_micros = 0, overdraft_micros = 37500000 WHERE account_id = 'wait-owes'");
        page.navigate(root + "billing/buy?pack=500");
        assertThat(page.locator("main")).containsText("repaid first");
        assertThat(page.locator("main")).containsText("462.5");
    }

    @Test
    void figures_that_are_late_are_not_called_live() {
        Page page = signedIn("wait-late");
        page.addInitScript(
                "window.EventSource = class extends EventTarget { constructor() { super(); window.told = this; }"
                        + " close() {} }");
        page.navigate(root + "billing");
        page.evaluate("told.dispatchEvent(new Event('open'))");
        page.evaluate("told.dispatchEvent(new MessageEvent('pulse', { data: '8:11:55 AM' }))");
        assertThat(page.locator(".live")).hasText("As of 8:11:55 AM, live");
        page.evaluate("told.dispatchEvent(new MessageEvent('late', { data: '8:12:00 AM' }))");
        assertThat(page.locator(".live")).hasText("As of 8:12:00 AM, newer usage is still being counted");
        page.evaluate("told.dispatchEvent(new Event('error'))");
        assertThat(page.locator(".live")).hasText("As of 8:12:00 AM, connecting again …");
    }

    @Test
    void a_press_is_not_lost_when_figures_arrive_before_the_release() {
        Page page = signedIn("wait-press");
        page.addInitScript(
                "window.EventSource = class extends EventTarget { constructor() { super(); window.told = this; }"
                        + " close() {} }");
        page.navigate(root + "billing");
        page.hover("#change-plan");
        page.mouse().down();
        page.waitForResponse(
                "**/billing/parts/subscription",
                () -> page.evaluate("told.dispatchEvent(new MessageEvent('balance', { data: '999' }))"));
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.mouse().up();
        assertThat(page).hasURL(root + "billing/plan");
    }

    @Test
    void what_is_left_opens_all_that_came_in_and_went_out() throws IOException {
        Page page = signedIn("wait-lines");
        String left = page.textContent("#credits-left").strip();
        page.click("#ledger");
        assertThat(page.locator("h1")).hasText("Credits in and out");
        assertThat(page.locator("tbody tr .balance").first()).hasText(left);
        Path csv = page.waitForDownload(() -> page.click("a[download]")).path();
        List<String> rows = Files.readAllLines(csv);
        assertThat(rows).anyMatch(row -> row.contains("GRANT"));
        BigDecimal sum = rows.stream()
                .skip(1)
                .map(row -> new BigDecimal(row.split(",", -1)[9]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(left.replace(",", ""));
        page.click("text=Usage only");
        assertThat(page.locator("tbody")).not().containsText("Credits added");
        page.click("#everything");
        assertThat(page.locator("h1")).hasText("Credits in and out");
    }

    private Page signedIn(String account) {
        accounts.busy(account, "Northwind Traders");
        Page page = browser.window(1280);
        Browser.signIn(page, root, "ada@" + account);
        return page;
    }
}
