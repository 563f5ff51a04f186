package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.payment.ReplacePaymentMethod;
import com.clientmanager.credits.billing.purchase.BuyCredits;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a busy account into the states that a customer seldom sees and must understand at once. */
@ApplicationScoped
public class AccountStates {
    private final DemoAccount accounts;
    private final Sql sql;
    private final BuyCredits buy;
    private final ReplacePaymentMethod cards;

    AccountStates(DemoAccount accounts, Sql sql, BuyCredits buy, ReplacePaymentMethod cards) {
        this.accounts = accounts;
        this.sql = sql;
        this.buy = buy;
        this.cards = cards;
    }

    /** A fee is owed that was tried in vain; it is tried again at the instant, or only when the customer pays. */
    public void overdue(String account, String status, long minor, @Nullable Instant again) {
        sql.update(
                "INSERT INTO fee (subscription_id, cycle, account_id, plan, amount_minor, currency, cycle_start,"
                        + " cycle_end, status,"
                        + " attempts, next_attempt_at, last_reason) SELECT 'sub-' || account_id, 1, account_id,"
                        + " 'growth', ?, 'USD', cycle_start,"
                        + " cycle_end, ?, 5, ?, 'insufficient_funds' FROM balance WHERE account_id = ?",
                minor,
                status,
                again,
                account);
    }

    public void pastDue(String account) {
        accounts.busy(account, "Contoso Dental");
        overdue(account, "PAST_DUE", 9900, Instant.now().plus(2, ChronoUnit.DAYS));
    }

    public void suspended(String account) {
        accounts.busy(account, "Tailspin Toys");
        overdue(account, "SUSPENDED", 9900, null);
        standing(account, "SUSPENDED");
    }

    public void cancelled(String account) {
        accounts.busy(account, "Wide World Importers");
        standing(account, "CANCELLING");
    }

    /** Nothing runs any more; what was bought is still there. */
    public void ended(String account) {
        accounts.busy(account, "Proseware");
        standing(account, "ENDED");
        sql.update(
                "UPDATE balance SET cycle_start = NULL, cycle_end = NULL, allowance_granted_micros = 0,"
                        + " allowance_left_micros = 0,"
                        + " available_micros = 2000000000,"
                        + " grants ="
                        + " '[{\"id\":\"g-2\",\"source\":\"PURCHASED\",\"amountMicros\":2000000000,"
                        + "\"leftMicros\":2000000000,\"effectiveAt\":\"2026-01-01T00:00:00Z\"}]'::jsonb"
                        + " WHERE account_id = ?",
                account);
    }

    /** Opened here a moment ago, with weeks of usage that it brought along. */
    public void moved(String account) {
        accounts.busy(account, "Alpine Ski House");
        sql.update("UPDATE account SET opened_at = now() WHERE id = ?", account);
    }

    /** Opened and renewed, and nobody has used anything. */
    public void unused(String account) {
        accounts.busy(account, "Fourth Coffee");
        sql.update("DELETE FROM ledger_entry WHERE account_id = ? AND type = 'CHARGE'", account);
        sql.update("DELETE FROM usage_rollup WHERE account_id = ?", account);
        sql.update(
                "UPDATE ledger_head h SET (seq, balance_micros) = (SELECT seq, balance_micros FROM ledger_entry l"
                        + " WHERE l.account_id = h.account_id ORDER BY seq DESC LIMIT 1) WHERE account_id = ?",
                account);
        sql.update(
                "UPDATE balance SET used_this_cycle_micros = 0, allowance_left_micros = allowance_granted_micros,"
                        + " available_micros = 4600000000,"
                        + " grants = jsonb_set(grants, '{0,leftMicros}', '2500000000') WHERE account_id = ?",
                account);
    }

    public void withoutCard(String account) {
        accounts.busy(account, "Lucerne Publishing");
        sql.update("DELETE FROM payment_method WHERE account_id = ?", account);
    }

    /** A payment for each way one can end, the last one not ended yet. */
    public void paying(String account) {
        accounts.busy(account, "Alpine Ski House");
        for (String card : new String[] {
            "tok_mastercard",
            "tok_declined_insufficient_funds",
            "tok_declined_expired_card",
            "tok_declined_do_not_honor",
            "tok_timeout_lost"
        }) {
            cards.replace(account, card, "ada@" + account);
            buy.buy(account, "500", UUID.randomUUID().toString(), "ada@" + account);
        }
    }

    /** Its card does not have enough funds. */
    public void poor(String account) {
        accounts.busy(account, "Margie's Travel");
        cards.replace(account, "tok_declined_insufficient_funds", "ada@" + account);
    }

    /** What only a defect can bring about: a plan that the catalogue does not have. */
    public void broken(String account) {
        accounts.busy(account, "Blue Yonder");
        sql.update("UPDATE balance SET plan = 'gone' WHERE account_id = ?", account);
    }

    private void standing(String account, String status) {
        sql.update("UPDATE balance SET subscription_status = ? WHERE account_id = ?", status, account);
    }
}
