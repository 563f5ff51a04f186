package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds and keeps the card of each account. */
@ApplicationScoped
public class PaymentMethods {
    private final Sql sql;

    PaymentMethods(Sql sql) {
        this.sql = sql;
    }

    public Optional<PaymentMethod> of(String account) {
        return sql.find(
                "SELECT token, brand, last4, exp_month, exp_year, set_at FROM payment_method WHERE account_id = ?",
                row -> new PaymentMethod(
                        account, row.text("token"), PaymentRepository.card(row), row.instant("set_at")),
                account);
    }

    /** The same, while the account's row is held: whoever else changes it comes after the caller's transaction. */
    Optional<PaymentMethod> hold(String account) {
        sql.list("SELECT id FROM account WHERE id = ? FOR UPDATE", row -> row.text("id"), account);
        return of(account);
    }

    void keep(PaymentMethod method, String by) {
        sql.update(
                """
                INSERT INTO payment_method (account_id, token, brand, last4, exp_month, exp_year, set_at, set_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (account_id) DO UPDATE SET token = excluded.token, brand = excluded.brand, last4 =
                  excluded.last4,
                    exp_month = excluded.exp_month, exp_year = excluded.exp_year, set_at = excluded.set_at,
                      set_by = excluded.set_by""",
                method.account(),
                method.token(),
                method.card().brand(),
                method.card().last4(),
                method.card().expMonth(),
                method.card().expYear(),
                method.setAt(),
                by);
    }
}
