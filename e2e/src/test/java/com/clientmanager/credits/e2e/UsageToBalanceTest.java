package com.clientmanager.credits.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageToBalanceTest {
    private final RunningPipeline pipeline = RunningPipeline.get();
    private final IngestApi ingestApi = pipeline.ingestApi();
    private final Billing billing = pipeline.billing();

    @Test
    void an_sms_of_three_segments_lowers_the_balance_by_12_credits() throws Exception {
        String account = billing.openAccount("acct-e2e-sms");

        IngestApi.Reply reply = ingestApi.send(IngestApi.event("sms-1", account, "sms.send", 3));

        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(1);
        billing.awaitAvailable(account, new BigDecimal(2500 - 12));
        assertThat(billing.charges(account, 1)).singleElement().satisfies(line -> {
            assertThat(line.path("amount").asText()).isEqualTo("-12");
            assertThat(line.path("action").asText()).isEqualTo("sms.send");
            assertThat(line.path("quantity").asLong()).isEqualTo(3);
        });
    }

    @Test
    void events_sent_twice_are_charged_once_R2() throws Exception {
        String account = billing.openAccount("acct-e2e-twice");
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(IngestApi.event("twice-" + i, account, "form.submission", 1));
        }

        assertThat(ingestApi.sendAll(events).status()).isEqualTo(202);
        assertThat(ingestApi.sendAll(events).status()).isEqualTo(202);
        // Behind both copies in the same partition: when it is charged, so are they.
        assertThat(ingestApi
                        .send(IngestApi.event("last", account, "ai.chat", 1))
                        .status())
                .isEqualTo(202);

        billing.awaitAvailable(account, new BigDecimal(2500 - 200 - 5));
        assertThat(billing.charges(account, 201)).hasSize(201);
    }

    @Test
    void a_login_is_free_and_still_on_the_ledger_R6() throws Exception {
        String account = billing.openAccount("acct-e2e-free");

        ingestApi.send(IngestApi.event("login-1", account, "login", 1));
        ingestApi.send(IngestApi.event("form-1", account, "form.submission", 1));

        billing.awaitAvailable(account, new BigDecimal(2499));
        assertThat(billing.charges(account, 2))
                .extracting(line -> line.path("amount").asText())
                .containsExactly("0", "-1");
    }
}
