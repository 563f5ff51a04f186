package com.clientmanager.credits.billing.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.CrashTrail;
import com.clientmanager.credits.billing.payment.CrashTrail.Died;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.PaymentStep;
import com.clientmanager.credits.billing.payment.ReconcilePayments;
import com.clientmanager.credits.billing.payment.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R19: wherever the process dies, exactly one payment and one grant come of a purchase, or neither. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class PurchaseCrashTest {
    private static final List<String> TOKENS =
            List.of("tok_visa", "tok_declined_insufficient_funds", "tok_timeout", "tok_timeout_lost", "tok_late");

    @Inject
    Books books;

    @Inject
    BuyCredits buyCredits;

    @Inject
    ReconcilePayments reconcile;

    @Inject
    PaymentHistory history;

    @Inject
    CrashTrail trail;

    @Inject
    TestClock clock;

    @AfterEach
    void live() {
        trail.live();
    }

    @ParameterizedTest(name = "{0}, died at {1}, {2}")
    @MethodSource("deaths")
    void a_death_anywhere_ends_in_one_payment_and_one_grant_or_neither(
            String token, PaymentStep step, Afterwards afterwards) throws InterruptedException {
        String account = books.account(token);
        trail.dieOnceAt(step);
        attempt(account);
        switch (afterwards) {
            case THE_CUSTOMER_REPEATS -> attempt(account);
            case THE_SERVICE_STARTS_AGAIN -> restart();
            case IT_DIES_AGAIN_WHILE_RECONCILING -> {
                trail.dieOnceAt(PaymentStep.PAYMENT_SETTLED);
                restart();
                trail.live();
            }
        }
        trail.live();
        if (token.equals("tok_late")) {
            Thread.sleep(200); // the provider's late answer comes in its own time
        }
        restart();
        assertOneOrNeither(account);
        attempt(account);
        restart();
        assertOneOrNeither(account);
    }

    private enum Afterwards {
        THE_CUSTOMER_REPEATS,
        THE_SERVICE_STARTS_AGAIN,
        IT_DIES_AGAIN_WHILE_RECONCILING
    }

    static Stream<Arguments> deaths() {
        return TOKENS.stream()
                .flatMap(token -> Stream.of(PaymentStep.values())
                        .flatMap(step -> Stream.of(Afterwards.values())
                                .filter(afterwards ->
                                        !token.equals("tok_late") || afterwards == Afterwards.THE_SERVICE_STARTS_AGAIN)
                                .map(afterwards -> Arguments.of(token, step, afterwards))));
    }

    @Test
    void a_card_charged_without_an_answer_is_found_and_granted() {
        String account = books.account("tok_timeout");
        assertThat(attempt(account)).isEqualTo("UNKNOWN");
        restart();
        Payment payment = history.page(account, null, null).items().getFirst();
        assertThat(payment.succeeded()).isTrue();
        assertThat(books.commandTypes(account)).containsExactly("GrantCredits");
    }

    @Test
    void a_request_the_provider_never_had_fails_and_can_never_charge_later() {
        String account = books.account("tok_timeout_lost");
        assertThat(attempt(account)).isEqualTo("UNKNOWN");
        restart();
        Payment payment = history.page(account, null, null).items().getFirst();
        assertThat(payment.failed()).isTrue();
        assertThat(payment.reason().code()).isEqualTo("interrupted");
        assertThat(books.charged(account)).isZero();
    }

    @Test
    void invoice_numbers_have_no_gap_whatever_died() {
        books.account("tok_visa");
        long invoices = books.count("SELECT count(*) AS count FROM invoice WHERE series = 'INVOICE'");
        assertThat(books.count("SELECT coalesce(max(n), 0) AS count FROM invoice WHERE series = 'INVOICE'"))
                .isEqualTo(invoices);
        assertThat(books.count("SELECT last AS count FROM invoice_counter WHERE series = 'INVOICE'"))
                .isEqualTo(invoices);
    }

    private String attempt(String account) {
        try {
            return buyCredits.buy(account, "2000", "key-1", "u-1").status().name();
        } catch (Died died) {
            return "DIED";
        }
    }

    private void restart() {
        clock.forward(Duration.ofMinutes(1));
        try {
            reconcile.run();
        } catch (Died died) {
            clock.forward(Duration.ofMinutes(1));
        }
    }

    private void assertOneOrNeither(String account) {
        List<Payment> payments = history.page(account, null, null).items();
        assertThat(payments).hasSizeLessThanOrEqualTo(1).allMatch(payment -> !payment.open());
        long succeeded = payments.stream().filter(Payment::succeeded).count();
        assertThat(books.charged(account)).isEqualTo(succeeded);
        assertThat(books.commandTypes(account)).hasSize((int) succeeded).allMatch("GrantCredits"::equals);
        assertThat(books.count("SELECT count(*) AS count FROM invoice WHERE account_id = ?", account))
                .isEqualTo(succeeded);
        assertThat(books.count("SELECT last - count(*) AS count FROM invoice_counter c LEFT JOIN invoice i"
                        + " ON i.series = c.series WHERE c.series = 'INVOICE' GROUP BY last"))
                .isZero();
    }
}
