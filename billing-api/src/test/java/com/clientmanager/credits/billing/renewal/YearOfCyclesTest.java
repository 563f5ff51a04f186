package com.clientmanager.credits.billing.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.invoice.Invoices;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.ReplacePaymentMethod;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R18 over a year, at the speed of the test's clock. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class YearOfCyclesTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 31);

    @Inject
    Books books;

    @Inject
    PretendEngine engine;

    @Inject
    CollectFees collect;

    @Inject
    OpenFees openFees;

    @Inject
    PaymentHistory history;

    @Inject
    ReplacePaymentMethod replace;

    @Inject
    Invoices invoices;

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    @BeforeEach
    void begin() {
        clock.set(boundary(0));
    }

    @Test
    void each_of_thirteen_cycles_is_paid_once_with_its_invoice() {
        String account = books.account("tok_visa", ZONE.getId(), "growth");
        for (int cycle = 0; cycle <= 12; cycle++) {
            begin(account, cycle);
            liveUntil(boundary(cycle + 1));
        }
        List<Payment> payments = history.page(account, null, 100).items();
        assertThat(payments).hasSize(13).allMatch(Payment::succeeded);
        assertThat(payments).allMatch(payment -> payment.amount().amountMinor() == 9900);
        assertThat(payments)
                .extracting(Payment::intendedAt)
                .containsExactly(IntStream.rangeClosed(0, 12)
                        .mapToObj(i -> boundary(12 - i))
                        .toArray(Instant[]::new));
        assertThat(invoices.page(account, null, 100).items()).hasSize(13);
        assertThat(openFees.of(account)).isEmpty();
        assertThat(books.commands(account)).isEmpty();
    }

    @Test
    void a_failing_card_is_tried_on_days_1_3_5_and_7_and_then_the_package_is_suspended() {
        String account = books.account("tok_declined_insufficient_funds", ZONE.getId(), "growth");
        begin(account, 0);
        collect.run();
        assertThat(openFees.of(account).orElseThrow().standing()).isEqualTo("PAST_DUE");
        assertThat(openFees.of(account).orElseThrow().reason()).isEqualTo("insufficient_funds");
        liveUntil(boundary(1));

        List<Payment> payments = history.page(account, null, 100).items();
        assertThat(payments).hasSize(5).allMatch(Payment::failed);
        assertThat(payments.reversed())
                .extracting(payment -> ChronoUnit.DAYS.between(boundary(0), payment.intendedAt()))
                .containsExactly(0L, 1L, 3L, 5L, 7L);
        assertThat(openFees.of(account).orElseThrow().standing()).isEqualTo("SUSPENDED");
        assertThat(openFees.of(account).orElseThrow().nextAttemptAt()).isNull();
        assertThat(books.commandTypes(account)).containsExactly("SuspendSubscription");
    }

    @Test
    void a_new_card_pays_what_is_past_due_at_once_and_a_suspended_package_resumes() {
        String account = books.account("tok_declined_stolen_card", ZONE.getId(), "growth");
        begin(account, 0);
        liveUntil(boundary(0).plus(10, ChronoUnit.DAYS));
        assertThat(openFees.of(account).orElseThrow().standing()).isEqualTo("SUSPENDED");

        replace.replace(account, "tok_declined_do_not_honor", "u-1");
        assertThat(openFees.of(account).orElseThrow().standing()).isEqualTo("SUSPENDED");
        replace.replace(account, "tok_mastercard", "u-1");
        assertThat(openFees.of(account)).isEmpty();
        assertThat(books.commandTypes(account)).containsExactly("SuspendSubscription", "ResumeSubscription");
        liveUntil(boundary(1));
        assertThat(books.charged(account)).isEqualTo(1);
    }

    @Test
    void a_card_mended_before_day_7_ends_the_dunning() {
        String account = books.account("tok_declined_insufficient_funds", ZONE.getId(), "growth");
        begin(account, 0);
        liveUntil(boundary(0).plus(4, ChronoUnit.DAYS));
        replace.replace(account, "tok_visa", "u-1");
        liveUntil(boundary(1));
        assertThat(books.charged(account)).isEqualTo(1);
        assertThat(history.page(account, null, 100).items()).hasSize(4);
        assertThat(books.commands(account)).isEmpty();
    }

    @Test
    void the_first_fee_waits_for_the_first_card_without_a_reproach() {
        String account = books.account(null, ZONE.getId(), "starter");
        engine.cycleBegins(account, "starter", 0, boundary(0), boundary(1));
        liveUntil(boundary(0).plus(12, ChronoUnit.DAYS));
        assertThat(openFees.of(account).orElseThrow().standing()).isEqualTo("AWAITING_CARD");
        assertThat(history.page(account, null, null).items()).isEmpty();

        replace.replace(account, "tok_visa", "u-1");
        assertThat(openFees.of(account)).isEmpty();
        assertThat(history.page(account, null, null).items().getFirst().amount().amountMinor())
                .isEqualTo(2900);
    }

    @Test
    void without_any_card_the_second_cycle_is_dunned_and_suspended() {
        String account = books.account(null, ZONE.getId(), "starter");
        engine.cycleBegins(account, "starter", 0, boundary(0), boundary(1));
        liveUntil(boundary(1));
        engine.cycleBegins(account, "starter", 1, boundary(1), boundary(2));
        liveUntil(boundary(1).plus(8, ChronoUnit.DAYS));
        assertThat(openFees.of(account).orElseThrow().standing()).isEqualTo("SUSPENDED");
        assertThat(openFees.of(account).orElseThrow().amount().amountMinor()).isEqualTo(5800);
        replace.replace(account, "tok_visa", "u-1");
        assertThat(openFees.of(account)).isEmpty();
        assertThat(books.charged(account)).isEqualTo(2);
        assertThat(books.commandTypes(account)).containsExactly("SuspendSubscription", "ResumeSubscription");
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void a_cycle_that_ran_at_the_opening_is_billed_once_unless_it_was_paid_elsewhere(boolean paid, int charged) {
        String account = books.account("tok_visa", ZONE.getId(), "growth");
        sql.update("UPDATE account SET running_cycle_paid = ? WHERE id = ?", paid, account);
        Instant before = boundary(0).minus(Duration.ofDays(31));
        engine.follow(engine.allowance(account, "growth", 4, before, boundary(0), clock.instant(), "start-1"));
        engine.follow(engine.allowance(
                account, "growth", 5, boundary(0).minusSeconds(9), boundary(1), clock.instant(), "start-1"));
        collect.run();
        assertThat(openFees.of(account)).isEmpty();
        assertThat(books.charged(account)).isEqualTo(charged);
        begin(account, 6, 1);
        collect.run();
        assertThat(books.charged(account)).as("the next boundary is billed").isEqualTo(charged + 1L);
    }

    @Test
    void the_running_cycle_of_a_customer_moved_over_waits_for_a_card_like_a_first_one() {
        String account = books.account(null, ZONE.getId(), "starter");
        engine.follow(engine.allowance(
                account, "starter", 5, boundary(0).minusSeconds(9), boundary(1), clock.instant(), "start-1"));
        collect.run();
        assertThat(openFees.of(account).orElseThrow().standing()).isEqualTo("AWAITING_CARD");
    }

    @Test
    void collected_from_many_sides_at_once_a_fee_is_charged_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            String account = books.account("tok_visa", ZONE.getId(), "growth");
            begin(account, 0);
            try (ExecutorService ten = Executors.newFixedThreadPool(10)) {
                ten.invokeAll(IntStream.range(0, 10)
                        .<Callable<Object>>mapToObj(i -> () -> collect.payOpen(account, "u-" + i))
                        .toList());
            }
            assertThat(books.charged(account)).isEqualTo(1);
            assertThat(openFees.of(account)).isEmpty();
        }
    }

    private void begin(String account, int cycle) {
        begin(account, cycle, cycle);
    }

    private void begin(String account, int number, int months) {
        clock.set(boundary(months));
        engine.cycleBegins(account, "growth", number, boundary(months), boundary(months + 1));
    }

    /** Lets time pass in steps of six hours, collecting at each. */
    private void liveUntil(Instant end) {
        while (clock.instant().isBefore(end)) {
            collect.run();
            clock.forward(Duration.ofHours(6));
        }
        clock.set(end);
    }

    private static Instant boundary(int cycle) {
        return FIRST.plusMonths(cycle).atStartOfDay(ZONE).toInstant();
    }
}
