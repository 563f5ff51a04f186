package com.clientmanager.credits.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;

/** What a test reads off the billing page. */
final class BillingPage {
    private static final double TIMEOUT_MS = 15_000;
    private static final String LEFT = "#credits-left";

    private BillingPage() {}

    /** The big figure: credits left, as the reader sees it. */
    static String left(Page page) {
        return page.locator(LEFT).innerText().strip();
    }

    /** Without a reload. */
    static void awaitLeft(Page page, String expected) {
        page.waitForFunction(
                "([selector, expected]) => document.querySelector(selector)?.innerText.trim() === expected",
                new String[] {LEFT, expected},
                new WaitForFunctionOptions().setTimeout(TIMEOUT_MS));
    }
}
