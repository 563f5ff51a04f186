package com.clientmanager.credits.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What the screens are held to can be broken, and is then seen. */
class BrowserTest {
    @Test
    void a_page_that_jumps_after_it_has_come_is_seen_to_jump() {
        try (Browser browser = new Browser()) {
            Page page = browser.window(390);
            page.setContent("<div id='fields' style='height: 150px'></div><p style='height: 300px'>Credits used</p>");
            assertThat(Browser.layoutShift(page)).as("as it came").isZero();
            page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            page.evaluate("document.getElementById('fields').hidden = true");
            page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");

            assertThat(Browser.layoutShift(page)).isGreaterThan(Browser.NO_SHIFT);
        }
    }
}
