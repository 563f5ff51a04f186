package com.clientmanager.credits.billing.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page says when something is wrong, over or not there yet; each state audited light and dark, at a desk and
 * on a phone.
 */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class StatesTest {
    private static final String[] TABS = {"billing", "billing/usage", "billing/history"};
    private static final String[] OFFERS = {
        "billing", "billing/buy?pack=500", "billing/plan", "billing/plan?to=pro", "billing/payment-method"
    };
    private static Browser browser;
    private static boolean filled;

    @TestHTTPResource("/")
    String root;

    @Inject
    AccountStates states;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "390,DARK"})
    void every_state_is_told_and_sound(int width, ColorScheme scheme) {
        fill();
        Page page = browser.window(width, "en-US", scheme, true);
        visit(page, "state-suspended", OFFERS);
        page.navigate(root + "billing");
        assertThat(page.locator("#owed")).containsText("Suspended: $99.00 is not paid.");
        page.navigate(root + "billing/plan?to=pro");
        assertThat(page.locator("#problem")).containsText("Pay the open fee first");
        assertThat(page.locator("#confirm")).hasCount(0);
        visit(page, "state-past-due", OFFERS);
        page.navigate(root + "billing");
        assertThat(page.locator("#owed")).containsText("We try again on");
        visit(page, "state-cancelled", OFFERS);
        visit(page, "state-ended", TABS);
        page.navigate(root + "billing");
        assertThat(page.locator("#ended")).containsText("Purchased credits stay usable");
        assertThat(page.locator("#change-plan")).hasCount(0);
        visit(page, "state-no-card", OFFERS);
        page.navigate(root + "billing/plan?to=pro");
        assertThat(page.locator("#confirm")).hasCount(0);
        assertThat(page.locator("#add-card")).isVisible();
        visit(page, "state-unused", TABS);
        page.navigate(root + "billing/usage");
        assertThat(page.locator("#usage-total")).hasText("0");
        assertThat(page.locator("#forecast")).hasText("Last until renewal");
        assertThat(page.locator(".empty")).containsText("Nothing was used");
        page.context().close();
    }

    @Test
    void usage_brought_along_is_not_taken_for_that_of_the_first_hour_here() {
        states.moved("state-moved");
        Page page = browser.window(1280);
        Browser.signIn(page, root, "ada@state-moved");
        page.navigate(root + "billing/usage");
        assertThat(page.locator("#forecast")).hasText("Last until renewal");
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "390,DARK"})
    void every_end_of_a_payment_is_told(int width, ColorScheme scheme) {
        fill();
        Page page = browser.window(width, "en-US", scheme, true);
        visit(page, "state-paying", "billing/history");
        assertThat(page.locator("tbody")).containsText("does not have enough funds");
        assertThat(page.locator("tbody")).containsText("The card has expired");
        assertThat(page.locator("tbody")).containsText("without a reason");
        visit(page, "state-poor", "billing/buy?pack=500");
        page.click("#pay");
        assertThat(page.locator("#problem")).containsText("Nothing was charged");
        expectAnswered("402");
        look(page, "declined");
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "390,DARK"})
    void what_is_not_there_not_allowed_or_broken_is_a_page_that_leads_back(int width, ColorScheme scheme) {
        fill();
        Page page = browser.window(width, "en-US", scheme, true);
        page.navigate(root + "signin");
        look(page, "signin");
        Browser.signIn(page, root, "ben@state-unused");
        look(page, "reader");
        fails(page, "billing/buy", 403);
        fails(page, "billing/nothing-here", 404);
        fails(page, "billing/invoices/INV-999999.pdf", 404);
        fails(page, "billing/history?cursor=nonsense", 400);
        Browser.signIn(page, root, "ada@state-unused");
        page.context()
                .clearCookies(
                        new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("credits_form"));
        page.navigate(root + "billing/cancel");
        page.context()
                .clearCookies(
                        new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("credits_form"));
        page.click("#confirm");
        assertThat(page.locator("main h1")).hasText("This form is out of date");
        expectAnswered("400");
        look(page, "form out of date");
        page.navigate(root + "signin");
        page.fill("input[name=login]", "ada@state-broken");
        page.fill("input[name=password]", "demo");
        page.click("button[type=submit]");
        assertThat(page.locator("main h1")).hasText("Something went wrong here");
        expectAnswered("500");
        look(page, "broken");
        page.context().close();
    }

    private void fails(Page page, String screen, int status) {
        assertThat(page.navigate(root + screen).status()).as(screen).isEqualTo(status);
        expectAnswered(Integer.toString(status));
        assertThat(page.locator("main a.button")).hasAttribute("href", "/billing");
        look(page, "fails " + screen);
    }

    private void visit(Page page, String account, String... screens) {
        Browser.signIn(page, root, "ada@" + account);
        for (String screen : screens) {
            page.navigate(root + screen);
            if (page.locator("[data-chart]").count() > 0) {
                page.waitForSelector("[data-chart][data-drawn]");
            }
            look(page, account + "-" + screen);
        }
    }

    private static void look(Page page, String name) {
        Browser.shoot(page, name);
        browser.expectSound(page, name, true);
    }

    /** The browser itself reports such an answer to a page's own address as an error; nothing else was reported. */
    private static void expectAnswered(String status) {
        assertThat(browser.errors()).allMatch(error -> error.contains("status of " + status));
    }

    private void fill() {
        if (!filled) {
            states.suspended("state-suspended");
            states.pastDue("state-past-due");
            states.cancelled("state-cancelled");
            states.ended("state-ended");
            states.withoutCard("state-no-card");
            states.unused("state-unused");
            states.paying("state-paying");
            states.poor("state-poor");
            states.broken("state-broken");
            filled = true;
        }
    }
}
