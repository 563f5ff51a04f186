package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.payment.ReplacePaymentMethod;
import com.clientmanager.credits.billing.purchase.BuyCredits;
import com.clientmanager.credits.billing.sql.Sql;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every screen at a desk's and a phone's width, light and dark: no script error, no serious accessibility finding, no
 * sideways scrolling.
 */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class ScreensTest {
    private static final String[] SCREENS = {
        "billing",
        "billing/usage",
        "billing/usage/lines?period=current&action=sms.send",
        "billing/history",
        "billing/buy",
        "billing/buy?pack=2000",
        "billing/plan",
        "billing/plan?to=pro",
        "billing/plan?to=starter",
        "billing/cancel",
        "billing/payment-method",
        "billing/done?change=scheduled"
    };
    private static Browser browser;
    private static boolean filled;

    @TestHTTPResource("/")
    String root;

    @Inject
    DemoAccount accounts;

    @Inject
    Sql sql;

    @Inject
    BuyCredits buy;

    @Inject
    ReplacePaymentMethod cards;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT,true", "1280,DARK,false", "390,LIGHT,false", "390,DARK,true"})
    void every_screen_is_sound(int width, ColorScheme scheme, boolean audited) {
        fill();
        Page page = browser.window(width, "en-US", scheme, true);
        Browser.signIn(page, root, "ada@acct-42");
        for (String screen : SCREENS) {
            page.navigate(root + screen);
            if (page.locator("[data-chart]").count() > 0) {
                page.waitForSelector("[data-chart][data-drawn]");
            }
            Browser.shoot(page, screen);
            browser.expectSound(page, screen, audited);
        }
        walk(page, "acct-new", audited);
        walk(page, "acct-owes", audited);
        page.context().close();
    }

    /** The three tabs of another account. */
    private void walk(Page page, String account, boolean audited) {
        Browser.signIn(page, root, "ada@" + account);
        for (String screen : new String[] {"billing", "billing/usage", "billing/history"}) {
            page.navigate(root + screen);
            Browser.shoot(page, account + "-" + screen);
            browser.expectSound(page, account + ": " + screen, audited);
        }
    }

    private void fill() {
        if (!filled) {
            accounts.busy("acct-42", "Northwind Traders");
            accounts.opened("acct-new", "Fabrikam");
            accounts.busy("acct-owes", "Adventure Works");
            owe("acct-owes");
            pay("acct-42");
            filled = true;
        }
    }

    /** All used up, in debt, and changing to a smaller plan. */
    private void owe(String account) {
        sql.update(
                "UPDATE balance SET available_micros = 0, overdraft_micros = 37500000, allowance_left_micros = 0,"
                        + " grants = '[]'::jsonb,"
                        + " used_this_cycle_micros = 2537500000, pending_plan = 'starter' WHERE account_id = ?",
                account);
    }

    /** One payment that succeeds and one that is declined. */
    private void pay(String account) {
        String by = "ada@" + account;
        buy.buy(account, "2000", UUID.randomUUID().toString(), by);
        cards.replace(account, "tok_declined_insufficient_funds", by);
        buy.buy(account, "500", UUID.randomUUID().toString(), by);
        cards.replace(account, "tok_visa", by);
    }
}
