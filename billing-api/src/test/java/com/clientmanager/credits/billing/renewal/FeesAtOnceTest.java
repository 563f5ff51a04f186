package com.clientmanager.credits.billing.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two fees of one account that end at the same moment, one paid and one in vain (R18). */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class FeesAtOnceTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final int ROUNDS = 20;

    @Inject
    Books books;

    @Inject
    Sql sql;

    @Inject
    FeeRepository fees;

    @Inject
    UnpaidFee unpaid;

    @Inject
    SubscriptionOrders orders;

    @Inject
    TestClock clock;

    @Test
    void a_package_is_suspended_exactly_while_a_fee_is_that_is_so() throws Exception {
        clock.set(START.plus(Duration.ofDays(20)));
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String account = books.account("tok_visa");
                books.balance(account, "growth", "SUSPENDED", START, END);
                owes(account, 0, "SUSPENDED");
                owes(account, 1, "PAST_DUE");
                List<Callable<Object>> ends = List.of(
                        ended(account, 0, fee -> unpaid.paid(fee, "pay-" + account)),
                        ended(account, 1, fee -> unpaid.failed(fee, DeclineReason.NO_PAYMENT_METHOD)));
                for (Future<Object> end : both.invokeAll(ends)) {
                    end.get();
                }
                assertThat(orders.course(account).orElseThrow().status()).isEqualTo("SUSPENDED");
            }
        }
    }

    private Callable<Object> ended(String account, long cycle, java.util.function.Consumer<Fee> end) {
        return () -> {
            QuarkusTransaction.requiringNew().run(() -> end.accept(fees.lock("sub-" + account, cycle)));
            return "";
        };
    }

    private void owes(String account, int cycle, String status) {
        sql.update(
                "INSERT INTO fee (subscription_id, cycle, account_id, plan, amount_minor, currency, cycle_start,"
                        + " cycle_end, status, first_attempt_at) VALUES (?, ?, ?, 'growth', 9900, 'USD', ?, ?, ?, ?)",
                "sub-" + account,
                cycle,
                account,
                START,
                END,
                status,
                START);
    }
}
