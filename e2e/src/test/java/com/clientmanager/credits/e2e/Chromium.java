package com.clientmanager.credits.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The installed Chromium, and a user who signs in with it. It fails, rather than skips, where there is none. */
final class Chromium implements AutoCloseable {
    private static final Path EXECUTABLE =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(EXECUTABLE)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    private final List<String> errors = new ArrayList<>();

    /** A page of /billing, signed in as the demo user of the account. */
    Page signIn(String billingUrl, String account) {
        return signIn(billingUrl, account, "demo");
    }

    Page signIn(String billingUrl, String account, String password) {
        Page page = browser.newContext(new Browser.NewContextOptions().setLocale("en-US"))
                .newPage();
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        page.navigate(billingUrl + "/billing");
        page.fill("input[name=login]", "ada@" + account);
        page.fill("input[name=password]", password);
        page.click("button[type=submit]");
        page.waitForLoadState();
        return page;
    }

    /** What scripts have failed with. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
