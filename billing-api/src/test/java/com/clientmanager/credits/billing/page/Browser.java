package com.clientmanager.credits.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A real Chromium for the tests of one class; it remembers every error that a page's scripts report. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    /** The browser's own sum of how much of the screen moved how far without anybody's doing, since the page began. */
    private static final String LAYOUT_SHIFT = """
            () => {
              const observer = new PerformanceObserver(() => {});
              observer.observe({ type: 'layout-shift', buffered: true });
              return observer.takeRecords()
                .filter(entry => !entry.hadRecentInput)
                .reduce((sum, entry) => sum + entry.value, 0);
            }""";
    /**
     * A tenth is what the web calls good. A busy machine draws a table in parts, and its columns settle: up to 0.013
     * was seen with a processor slowed down twelve times. What pushes a page about moves it by more than this.
     */
    static final double NO_SHIFT = 0.05;

    private static final Optional<String> PICTURES = Optional.ofNullable(System.getProperty("credits.screenshots"));

    private static final AxeRunOptions VIOLATIONS_ONLY = new AxeRunOptions();

    static {
        VIOLATIONS_ONLY.setResultTypes(List.of("violations"));
    }

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    private final List<String> errors = new ArrayList<>();

    /** A window of its own cookies. */
    Page window(int width, String locale, ColorScheme scheme, boolean scripts) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setLocale(locale)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(scripts));
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        return page;
    }

    Page window(int width) {
        return window(width, "en-US", ColorScheme.LIGHT, true);
    }

    /** Script errors since the last call. */
    List<String> errors() {
        List<String> found = List.copyOf(errors);
        errors.clear();
        return found;
    }

    /** Fills in the sign-in form; ends where it leads. */
    static void signIn(Page page, String root, String login) {
        page.navigate(root + "signin");
        page.fill("input[name=login]", login);
        page.fill("input[name=password]", "demo");
        page.click("button[type=submit]");
        page.waitForURL("**/billing");
    }

    /** Keeps a picture of the whole page where -Dcredits.screenshots names a folder. */
    static void shoot(Page page, String name) {
        Object scheme = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'");
        PICTURES.ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(
                        folder,
                        name.replaceAll("\\W+", "-") + "-" + page.viewportSize().width + "-" + scheme + ".png"))));
    }

    /**
     * No script has failed, nothing scrolls sideways, nothing has jumped and, where asked, axe has no serious finding.
     */
    void expectSound(Page page, String screen, boolean audited) {
        assertThat(errors()).as(screen).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(screen + " fits")
                .isEqualTo(true);
        assertThat(layoutShift(page))
                .as(screen + " stands still while it loads")
                .isLessThan(NO_SHIFT);
        if (audited) {
            assertThat(seriousFindings(page)).as(screen).isEmpty();
        }
    }

    static double layoutShift(Page page) {
        return ((Number) page.evaluate(LAYOUT_SHIFT)).doubleValue();
    }

    /**
     * What axe calls serious or critical on the page as it stands. In its legacy mode: the other opens a page each
     * time, for frames that there are none of here.
     */
    static List<String> seriousFindings(Page page) {
        return new AxeBuilder(page)
                .options(VIOLATIONS_ONLY).setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(Browser::sentence)
                        .toList();
    }

    private static String sentence(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
