package com.clientmanager.credits.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MalformedBodiesTest {
    private static final int OF_EACH_KIND = 40;
    private static final long SEED = 20_260_701;

    private final RunningPipeline pipeline = RunningPipeline.get();

    @Test
    void four_hundred_malformed_bodies_of_ten_kinds_are_refused_clearly_and_charge_nothing() throws Exception {
        IngestApi ingestApi = pipeline.ingestApi();
        Billing billing = pipeline.billing();
        String account = billing.openAccount("acct-e2e-malformed");
        for (MalformedBodies kind : MalformedBodies.values()) {
            Random random = new Random(SEED + kind.name().hashCode());
            for (int i = 0; i < OF_EACH_KIND; i++) {
                byte[] body = kind.body(random);
                IngestApi.Reply reply = ingestApi.post(IngestApi.SINGLE, body);
                String shown = kind + ": " + new String(body, StandardCharsets.UTF_8) + " -> " + reply;
                assertThat(reply.status()).as(shown).isEqualTo(400);
                assertThat(reply.contentType()).as(shown).startsWith("application/problem+json");
                assertThat(reply.json().path("code").asText()).as(shown).isNotBlank();
                assertThat(reply.json().path("detail").asText()).as(shown).isNotBlank();
                assertThat(reply.body()).as(shown).doesNotContain("Exception").doesNotContain("\\tat ");
            }
        }
        assertThat(ingestApi
                        .send(IngestApi.event("good", account, "form.submission", 1))
                        .status())
                .isEqualTo(202);
        billing.awaitAvailable(account, new BigDecimal(2499));
    }
}
