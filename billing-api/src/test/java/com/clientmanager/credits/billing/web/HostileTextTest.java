package com.clientmanager.credits.billing.web;

import static com.clientmanager.credits.billing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A text that no store holds is refused where it comes in: it neither ends in a 500 nor travels on in a command. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class HostileTextTest {
    private static final List<String> HOSTILE = List.of("a\\u0000b", "\\ud800", "\\u0007", "\\uffff", "\\u009f");

    private static final Map<String, String> BODIES = Map.of(
            "/v1/accounts",
            "{`id`:`text-x`,`name`:`?`,`timeZone`:`UTC`,`plan`:`growth`}",
            "/v1/accounts/text-own/grants",
            "{`amount`:`1`,`note`:`?`}",
            "/v1/accounts/text-own/ledger/1/reversal",
            "{`reason`:`?`}",
            "/v1/accounts/text-own/payments/none/refund",
            "{`reason`:`?`}",
            "/v1/rate-card/versions",
            "{`version`:`text-1`,`prices`:[{`action`:`text.new`,`unitPrice`:`1`,`unit`:`?`}]}",
            "/v1/projection/skips",
            "{`topic`:`credit.ledger.v1`,`partition`:0,`offset`:0,`reason`:`?`}");

    @Test
    void in_a_body_it_is_refused() {
        Api.open("text-own", "UTC");
        List<String> wrong = new ArrayList<>();
        BODIES.forEach((path, body) -> HOSTILE.forEach(text -> {
            int status = as(Tokens.operator())
                    .body(body.replace('`', '"').replace("?", text))
                    .post(path)
                    .statusCode();
            if (status != 400) {
                wrong.add(path + " with " + text + ": " + status);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void in_an_address_it_is_refused() {
        List<String> wrong = new ArrayList<>();
        for (String address : List.of(
                "/v1/rejected-usage?account=%00",
                "/v1/rejected-usage?reason=%00",
                "/v1/accounts/text-own/ledger?action=%00",
                "/v1/accounts/%00/balance",
                "/v1/accounts/text-own/payments/%00",
                "/v1/accounts/text-own/invoices/%00")) {
            int status =
                    as(Tokens.operator()).urlEncodingEnabled(false).get(address).statusCode();
            if (status >= 500) {
                wrong.add(address + ": " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }
}
