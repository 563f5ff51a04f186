package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what an account owes. */
@ApplicationScoped
public class OpenFees {
    private final Sql sql;

    OpenFees(Sql sql) {
        this.sql = sql;
    }

    /**
     * What an account owes in all.
     *
     * @param standing PAST_DUE or SUSPENDED after a failed payment; AWAITING_CARD or DUE before the first one was tried
     * @param reason the provider's code of the last failure, or null
     * @param nextAttemptAt when it is tried again by itself, or null: only when the customer pays
     */
    public record Debt(
            Money amount,
            String standing,
            @Nullable String reason,
            @Nullable Instant nextAttemptAt) {

        /** A payment has failed, which the customer should know first of all. */
        public boolean pastDue() {
            return standing.equals("PAST_DUE") || standing.equals("SUSPENDED");
        }
    }

    public Optional<Debt> of(String account) {
        return sql.find(
                """
                SELECT sum(amount_minor) AS amount, min(currency) AS currency, min(next_attempt_at) AS next_attempt_at,
                       max(last_reason) AS reason,
                       CASE WHEN bool_or(status = 'SUSPENDED') THEN 'SUSPENDED' WHEN bool_or(status = 'PAST_DUE') THEN
                         'PAST_DUE'
                            WHEN bool_or(status = 'DUE') THEN 'DUE' ELSE 'AWAITING_CARD' END AS standing
                FROM fee WHERE account_id = ? AND status <> 'PAID' HAVING count(*) > 0""",
                row -> new Debt(
                        new Money(row.decimal("amount").longValueExact(), row.text("currency")),
                        row.text("standing"),
                        row.textOrNull("reason"),
                        row.instantOrNull("next_attempt_at")),
                account);
    }
}
