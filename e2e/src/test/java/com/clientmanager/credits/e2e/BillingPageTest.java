package com.clientmanager.credits.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BillingPageTest {
    private final RunningPipeline pipeline = RunningPipeline.get();

    @Test
    void an_open_page_moves_by_itself_when_an_sms_is_sent() throws Exception {
        String account = pipeline.billing().openAccount("acct-e2e-page");
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.signIn(pipeline.billing().url(), account);
            assertThat(BillingPage.left(page)).isEqualTo("2,500");

            assertThat(pipeline.ingestApi()
                            .send(IngestApi.event("page-1", account, "sms.send", 3))
                            .status())
                    .isEqualTo(202);

            BillingPage.awaitLeft(page, "2,488");
            assertThat(page.locator("body").innerText()).containsPattern(Pattern.compile("Growth"));
            assertThat(chromium.errors()).isEmpty();
        }
    }

    @Test
    void a_wrong_password_opens_nothing() throws Exception {
        String account = pipeline.billing().openAccount("acct-e2e-stranger");
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.signIn(pipeline.billing().url(), account, "guess");

            assertThat(page.url()).contains("/signin");
            page.navigate(pipeline.billing().url() + "/billing");
            assertThat(page.url()).contains("/signin");
        }
    }
}
