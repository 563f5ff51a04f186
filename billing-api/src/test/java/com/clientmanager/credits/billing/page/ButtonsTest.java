package com.clientmanager.credits.billing.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.sql.Sql;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Presses each button and tab in a real browser; the engine does not run here, so what it answers is written into its
 * projections.
 */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class ButtonsTest {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static Browser browser;

    @TestHTTPResource("/")
    String root;

    @Inject
    DemoAccount accounts;

    @Inject
    AccountStates states;

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
        assertThat(browser.errors())
                .filteredOn(error -> !error.contains("status of 402"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void every_tab_and_the_menu_lead_where_they_say(int width) {
        Page page = signedIn(browser.window(width), busy());
        page.click("nav.tabs >> text=Credits & Usage");
        assertThat(page).hasURL(root + "billing/usage");
        page.click("nav.tabs >> text=Billing History");
        assertThat(page).hasURL(root + "billing/history");
        page.click("nav.tabs >> text=Overview");
        assertThat(page).hasURL(root + "billing");
        page.click("#menu summary");
        page.click("#menu >> text=Sign out");
        assertThat(page).hasURL(root + "signin");
        page.navigate(root + "billing/usage");
        assertThat(page).hasURL(root + "signin?next=%2Fbilling%2Fusage");
    }

    @Test
    void a_pack_is_bought_once_and_has_its_invoice() {
        String account = busy();
        Page page = signedIn(browser.window(1280), account);
        page.click("#buy");
        page.check("input[value='10000']");
        page.click("#continue");
        page.click("#pay");
        assertThat(page.locator("h1")).hasText("Paid. Thank you!");
        page.reload();
        assertThat(payments(account)).containsExactly("SUCCEEDED");
        byte[] pdf = page.request()
                .get(root.replaceAll("/$", "") + page.getAttribute("dd a", "href"))
                .body();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo("%PDF-");
        page.click("text=Billing history");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody .chip")).hasText("Paid");
    }

    @Test
    void a_declined_card_says_why_and_what_to_do_and_another_card_pays() {
        String account = busy();
        Page page = signedIn(browser.window(390), account);
        page.click("#update-payment");
        page.check("input[value='tok_declined_insufficient_funds']");
        page.click("#save");
        assertThat(page.locator("h1")).hasText("The card is changed");
        page.navigate(root + "billing/buy?pack=500");
        page.click("#pay");
        assertThat(page.locator("#problem")).containsText("Nothing was charged");
        assertThat(page.locator("#problem")).containsText("enough funds");
        page.click("#problem a");
        page.check("input[value='tok_visa']");
        page.click("#save");
        assertThat(page).hasURL(root + "billing/buy?pack=500");
        page.click("#pay");
        assertThat(page.locator("h1")).hasText("Paid. Thank you!");
        assertThat(payments(account)).containsExactly("FAILED", "SUCCEEDED");
        page.navigate(root + "billing/history");
        assertThat(page.locator("tbody .chip")).hasText(new String[] {"Paid", "Failed"});
    }

    @Test
    void an_upgrade_shows_what_it_costs_and_is_paid() {
        String account = busy();
        Page page = signedIn(browser.window(1280), account);
        page.click("#change-plan");
        page.check("input[value='pro']");
        page.click("#preview");
        assertThat(page.locator("h2").first()).hasText("Upgrade to Pro now");
        page.click("#confirm");
        assertThat(page.locator("h1")).hasText("Paid. Thank you!");
        assertThat(commands(account)).isGreaterThanOrEqualTo(1);
    }

    @Test
    void a_downgrade_waits_for_the_renewal_and_can_be_taken_back() {
        String account = busy();
        Page page = signedIn(browser.window(1280), account);
        page.click("#change-plan");
        page.check("input[value='starter']");
        page.click("#preview");
        page.click("#confirm");
        assertThat(page.locator("h1")).hasText("The change is planned");
        sql.update("UPDATE balance SET pending_plan = 'starter' WHERE account_id = ?", account);
        page.click("#to-billing");
        assertThat(page.locator("#pending")).containsText("Changes to Starter");
        page.click("#undo");
        assertThat(page.locator("h1")).hasText("You keep your plan");
    }

    @Test
    void a_package_is_cancelled_at_the_end_of_the_cycle_and_can_be_kept_until_then() {
        String account = busy();
        Page page = signedIn(browser.window(390), account);
        page.click("#cancel");
        assertThat(page.locator(".ticks.keep")).containsText("Purchased and promotional credits: 2,100");
        page.click("#confirm");
        assertThat(page.locator("h1")).hasText("The package is cancelled");
        sql.update("UPDATE balance SET subscription_status = 'CANCELLING' WHERE account_id = ?", account);
        page.click("#to-billing");
        assertThat(page.locator("#account-status")).hasText("Ends at renewal");
        page.click("#undo");
        assertThat(page.locator("h1")).hasText("You keep your package");
    }

    @Test
    void the_open_page_moves_when_the_balance_does() {
        String account = busy();
        Page page = signedIn(browser.window(1280), account);
        assertThat(page.locator(".live").first()).containsText("live");
        sql.update(
                "UPDATE balance SET available_micros = 1234567000, ledger_seq = ledger_seq + 1 WHERE account_id = ?",
                account);
        sql.find("SELECT pg_notify('credits_balance', ?)", row -> true, account);
        assertThat(page.locator("#credits-left")).hasText("1,234.567");
        assertThat(page.locator(".live").first()).containsText("live");
    }

    @Test
    void each_figure_opens_its_lines_and_they_add_up_to_it() throws java.io.IOException {
        String account = busy();
        Page page = signedIn(browser.window(1280), account);
        page.navigate(root + "billing/usage");
        page.waitForSelector("[data-drawn]");
        String total = page.textContent("#usage-total").strip();
        Path csv = page.waitForDownload(() -> page.click("#csv")).path();
        long micros = Files.readAllLines(csv).stream()
                .skip(1)
                .mapToLong(line -> new java.math.BigDecimal(line.split(",", -1)[9])
                        .movePointRight(6)
                        .longValueExact())
                .sum();
        assertThat(new Figures(java.util.Locale.US, DemoAccount.ZONE)
                        .credits(new com.clientmanager.credits.billing.amount.Credits(-micros)))
                .isEqualTo(total);
        page.click("#lines-sms\\.send");
        assertThat(page.locator("h1")).hasText("SMS sent");
        assertThat(page.locator("tbody tr").first()).containsText("4 credits each (price 2026-01)");
        assertThat(page.locator("tbody tr").first()).containsText("Paid from:");
    }

    @Test
    void an_earlier_cycle_and_chosen_dates_are_shown() {
        Page page = signedIn(browser.window(1280), busy());
        page.navigate(root + "billing/usage");
        page.selectOption("select[name=period]", new com.microsoft.playwright.options.SelectOption().setIndex(1));
        page.click("#show");
        assertThat(page.locator(".empty")).containsText("Nothing was used");
        page.selectOption("select[name=period]", "dates");
        page.fill("input[name=from]", "2026-03-02");
        page.fill("input[name=to]", "2026-03-01");
        page.click("#show");
        assertThat(page.locator(".notice.bad")).containsText("must not lie before");
    }

    @Test
    void figures_are_written_as_the_reader_writes_them_and_unknown_is_never_0() {
        Page german = signedIn(browser.window(1280, "de-DE", ColorScheme.LIGHT, true), busy());
        assertThat(german.locator("#used")).containsText("2.500");
        assertThat(german.locator("#renews-on")).containsText(".");
        String fresh = next();
        accounts.opened(fresh, "Fabrikam");
        Page page = signedIn(browser.window(1280), fresh);
        assertThat(page.locator("#credits-left")).hasText("–");
        assertThat(page.locator("#account-status")).hasText("Being opened");
    }

    @Test
    void forms_work_where_no_script_runs() {
        String account = busy();
        Page page = signedIn(browser.window(1280, "en-US", ColorScheme.LIGHT, false), account);
        page.click("#buy");
        page.click("#continue");
        page.click("#pay");
        assertThat(page.locator("h1")).hasText("Paid. Thank you!");
    }

    @Test
    void an_overdue_fee_says_why_and_is_paid_at_once_with_another_card_or_the_same_R18() {
        String account = busy();
        states.overdue(account, "SUSPENDED", 2900, null);
        sql.update("UPDATE payment_method SET token = 'tok_declined_insufficient_funds' WHERE account_id = ?", account);
        Page page = signedIn(browser.window(1280), account);
        assertThat(page.locator("#owed")).containsText("$29.00 is not paid. The card does not have enough funds.");
        page.click("#pay-now");
        assertThat(page.locator("h1")).hasText("The payment failed");
        page.click("#to-billing");
        sql.update("UPDATE payment_method SET token = 'tok_visa' WHERE account_id = ?", account);
        page.click("#pay-now");
        assertThat(page.locator("h1")).hasText("Paid. Thank you!");
        page.click("#to-billing");
        assertThat(page.locator("#owed")).hasCount(0);
        assertThat(payments(account)).containsExactly("FAILED", "SUCCEEDED");
    }

    @Test
    void a_reader_sees_no_button_that_changes_something() {
        String account = busy();
        Page page = browser.window(1280);
        Browser.signIn(page, root, "ben@" + account);
        assertThat(page.locator("#buy")).hasCount(0);
        assertThat(page.request().get(root + "billing/buy").status()).isEqualTo(403);
    }

    private String busy() {
        String account = next();
        accounts.busy(account, "Northwind Traders");
        return account;
    }

    private static String next() {
        return "press-" + ACCOUNTS.incrementAndGet();
    }

    private Page signedIn(Page page, String account) {
        Browser.signIn(page, root, "ada@" + account);
        return page;
    }

    private List<String> payments(String account) {
        return sql.list(
                "SELECT status FROM payment WHERE account_id = ? ORDER BY n", row -> row.text("status"), account);
    }

    private long commands(String account) {
        return sql.find("SELECT commands FROM account WHERE id = ?", row -> row.number("commands"), account)
                .orElseThrow();
    }
}
