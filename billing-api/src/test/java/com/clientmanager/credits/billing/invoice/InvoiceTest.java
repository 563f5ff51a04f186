package com.clientmanager.credits.billing.invoice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.purchase.BuyCredits;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.sql.SqlFailed;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** R20: what is issued is complete, numbered without a gap and never changed. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class InvoiceTest {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");

    @Inject
    Books books;

    @Inject
    BuyCredits buyCredits;

    @Inject
    Invoices invoices;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @Test
    void the_pdf_says_who_sold_what_to_whom_with_tax_total_and_the_credit_statement() throws IOException {
        String account = accountWithLedger();
        String number = buyCredits.buy(account, "2000", "key-1", "u-1").invoice();
        byte[] pdf = given().auth()
                .oauth2(Tokens.reader(account))
                .accept("application/pdf")
                .get("/v1/accounts/" + account + "/invoices/" + number)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/pdf"))
                .extract()
                .asByteArray();
        assertThat(text(pdf))
                .contains("Invoice", number, "ClientManager, Inc.", "Zoë Żółć & Söhne <Ltd>", account)
                .contains("2,000 credits pack", "Net", "Sales tax 0%", "Total", "50.00 USD")
                .contains("visa •••• 4242")
                .contains("Credit statement", "1 June 2026 – 30 June 2026")
                .contains("Balance at the beginning 0", "Used -112", "Balance at ledger line 4 2,388")
                .contains("SMS sent × 2", "AI chat reply × 1")
                .doesNotContain("#");
    }

    @Test
    void the_statement_adds_up_to_the_ledger() {
        String account = accountWithLedger();
        String number = buyCredits.buy(account, "500", "key-1", "u-1").invoice();
        CreditStatement statement = invoices.require(account, number).statement();
        assertThat(statement.opening().micros()
                        + statement.granted().micros()
                        - statement.used().micros()
                        - statement.expired().micros()
                        + statement.other().micros())
                .isEqualTo(statement.closing().micros());
        assertThat(statement.byAction().stream()
                        .mapToLong(used -> used.credits().micros())
                        .sum())
                .isEqualTo(statement.used().micros());
    }

    @Test
    void R14_an_expiry_that_late_usage_took_back_is_not_called_expired() {
        String account = accountWithLedger(
                new Object[] {"GRANT", 2500, 2500},
                new Object[] {"EXPIRY_REVERSED", 50, 2550},
                new Object[] {"CHARGE", -50, 2500, "sms.send"});
        String number = buyCredits.buy(account, "500", "key-1", "u-1").invoice();
        assertThat(new InvoicePrint(invoices.require(account, number)).statement())
                .contains(new InvoicePrint.Entry("Expiry reversed for late usage", "50"));
    }

    @Test
    void an_issued_invoice_cannot_be_edited_removed_or_truncated() {
        String account = books.account("tok_visa");
        String number = buyCredits.buy(account, "500", "key-1", "u-1").invoice();
        for (String attempt : new String[] {
            "UPDATE invoice SET gross_minor = 1 WHERE number = '" + number + "'",
            "DELETE FROM invoice WHERE number = '" + number + "'",
            "TRUNCATE invoice",
            "UPDATE payment SET amount_minor = 1 WHERE account_id = '" + account + "'",
            "DELETE FROM payment WHERE account_id = '" + account + "'"
        }) {
            assertThatThrownBy(() -> sql.update(attempt)).isInstanceOf(SqlFailed.class);
        }
    }

    @Test
    void a_refund_is_a_credit_note_and_takes_the_packs_credits_back() throws IOException {
        String account = books.account("tok_visa");
        Payment payment = buyCredits.buy(account, "500", "key-1", "u-1");
        refund(account, payment.id(), "{\"reason\":\"bought twice\"}", Tokens.manager(account), "r-0")
                .statusCode(403);
        String note = refund(account, payment.id(), "{\"reason\":\"bought twice\"}", Tokens.operator(), "r-1")
                .statusCode(201)
                .body("purpose", equalTo("REFUND"))
                .body("refunds", equalTo(payment.id()))
                .extract()
                .path("invoice");
        refund(account, payment.id(), "{\"reason\":\"bought twice\"}", Tokens.operator(), "r-1")
                .statusCode(201);
        refund(account, payment.id(), "{\"reason\":\"again\"}", Tokens.operator(), "r-2")
                .statusCode(409);

        InvoiceDocument document = invoices.require(account, note);
        assertThat(document.corrects()).isEqualTo(payment.invoice());
        assertThat(document.gross().amountMinor()).isEqualTo(-1500);
        assertThat(books.commandTypes(account)).containsExactly("GrantCredits", "RevokeGrant");
        assertThat(books.commands(account).get(1).getRevokeGrant().getGrantId())
                .isEqualTo(books.commands(account).get(0).getGrantCredits().getGrantId());
        byte[] pdf = given().auth()
                .oauth2(Tokens.operator())
                .accept("application/pdf")
                .get("/v1/accounts/" + account + "/invoices/" + note)
                .asByteArray();
        assertThat(text(pdf))
                .contains("Credit note", "Corrects invoice " + payment.invoice(), "-15.00 USD", "bought twice");
    }

    @Test
    void a_part_is_given_back_once_and_leaves_the_credits() {
        String account = books.account("tok_visa");
        Payment payment = buyCredits.buy(account, "2000", "key-1", "u-1");
        refund(account, payment.id(), "{\"amountMinor\":2000,\"reason\":\"goodwill\"}", Tokens.operator(), "r-1")
                .statusCode(201);
        refund(account, payment.id(), "{\"amountMinor\":3001,\"reason\":\"goodwill\"}", Tokens.operator(), "r-2")
                .statusCode(409);
        assertThat(books.commandTypes(account)).containsExactly("GrantCredits");
    }

    private String accountWithLedger() {
        return accountWithLedger(
                new Object[] {"GRANT", 2500, 2500},
                new Object[] {"CHARGE", -100, 2400, "sms.send"},
                new Object[] {"CHARGE", -8, 2392, "sms.send"},
                new Object[] {"CHARGE", -4, 2388, "ai.chat"});
    }

    private String accountWithLedger(Object[]... lines) {
        clock.set(START.plusSeconds(86_400));
        String account = books.account("tok_visa");
        books.balance(account, "growth", "ACTIVE", START, END);
        books.ledger(account, START, END, lines);
        return account;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static ValidatableResponse refund(String account, String payment, String body, String token, String key) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", account + key)
                .contentType("application/json")
                .body(body)
                .post("/v1/accounts/" + account + "/payments/" + payment + "/refund")
                .then();
    }
}
