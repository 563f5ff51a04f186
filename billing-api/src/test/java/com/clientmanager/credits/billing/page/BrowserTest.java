package com.clientmanager.credits.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What the screens are held to can be broken, and is then seen. */
class BrowserTest {
    /** A busy machine's browser does not count what moves before it has drawn the page for the first time. */
    private static final int JUMPS = 100;

    private static final String JUMP = """
            async () => {
              const fields = document.getElementById('fields');
              fields.hidden = !fields.hidden;
              await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
            }""";

    @Test
    void a_page_that_jumps_after_it_has_come_is_seen_to_jump() {
        try (Browser browser = new Browser()) {
            Page page = browser.window(390);
            page.setContent("<div id='fields' style='height: 150px'></div><p style='height: 300px'>Credits used</p>");
            assertThat(Browser.layoutShift(page)).as("as it came").isZero();

            double shift = 0;
            for (int jump = 0; jump < JUMPS && shift <= Browser.NO_SHIFT; jump++) {
                page.evaluate(JUMP);
                shift = Browser.layoutShift(page);
            }

            assertThat(shift).isGreaterThan(Browser.NO_SHIFT);
        }
    }
}
