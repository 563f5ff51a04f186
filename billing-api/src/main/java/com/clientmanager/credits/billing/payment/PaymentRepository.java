package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payments, written here and nowhere else. */
@ApplicationScoped
class PaymentRepository {
    private static final String COLUMNS =
            "SELECT id, n, account_id, purpose, status, amount_minor, currency, description,"
                    + " fulfilment::text AS fulfilment, token, brand, last4, exp_month, exp_year, refunds,"
                    + " reason_code, reason_message,"
                    + " invoice_number, intended_by, intended_at, settled_at FROM payment ";
    private final Sql sql;

    PaymentRepository(Sql sql) {
        this.sql = sql;
    }

    /** Answers false when the payment exists already. */
    boolean insert(PaymentIntent intent, PaymentMethod method, Instant now) {
        return sql.update(
                        """
                        INSERT INTO payment (id, account_id, purpose, status, amount_minor, currency, description,
                          fulfilment,
                            refunds, token, brand, last4, exp_month, exp_year, intended_by, intended_at)
                        VALUES (?, ?, ?, 'INTENDED', ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT
                          (id) DO NOTHING""",
                        intent.id(),
                        intent.account(),
                        intent.purpose(),
                        intent.amount().amountMinor(),
                        intent.amount().currency(),
                        intent.description(),
                        intent.order(),
                        intent.refunds(),
                        method.token(),
                        method.card().brand(),
                        method.card().last4(),
                        method.card().expMonth(),
                        method.card().expYear(),
                        intent.by(),
                        now)
                == 1;
    }

    Optional<Payment> find(String id) {
        return sql.find(COLUMNS + "WHERE id = ?", PaymentRepository::payment, id);
    }

    /** Held until the transaction ends: whoever comes second finds the payment final. */
    Payment lock(String id) {
        return sql.find(COLUMNS + "WHERE id = ? FOR UPDATE", PaymentRepository::payment, id)
                .orElseThrow(() -> new IllegalArgumentException("no payment " + id));
    }

    String token(String id) {
        return sql.find("SELECT token FROM payment WHERE id = ?", row -> row.text("token"), id)
                .orElseThrow(() -> new IllegalArgumentException("no payment " + id));
    }

    void succeeded(String id, String reference, String invoice, Instant now) {
        sql.update(
                "UPDATE payment SET status = 'SUCCEEDED', gateway_reference = ?, invoice_number = ?, settled_at ="
                        + " ? WHERE id = ?",
                reference,
                invoice,
                now,
                id);
    }

    void failed(String id, DeclineReason reason, Instant now) {
        sql.update(
                "UPDATE payment SET status = 'FAILED', reason_code = ?, reason_message = ?, settled_at = ? WHERE"
                        + " id = ?",
                reason.code(),
                reason.message(),
                now,
                id);
    }

    void unanswered(String id, Instant now) {
        sql.update("UPDATE payment SET status = 'UNKNOWN', asked_at = ?, asks = asks + 1 WHERE id = ?", now, id);
    }

    /** Payments nobody works on any more: intended or last asked before `since`, oldest first. */
    List<Payment> open(Instant since, int most) {
        return sql.list(
                COLUMNS
                        + "WHERE status IN ('INTENDED', 'UNKNOWN') AND intended_at < ? AND coalesce(asked_at,"
                        + " intended_at) < ?"
                        + " ORDER BY coalesce(asked_at, intended_at) LIMIT ?",
                PaymentRepository::payment,
                since,
                since,
                most);
    }

    /** Newest first, before a position. */
    List<Payment> history(String account, long before, int most) {
        return sql.list(
                COLUMNS + "WHERE account_id = ? AND n < ? ORDER BY n DESC LIMIT ?",
                PaymentRepository::payment,
                account,
                before,
                most);
    }

    /** Oldest first. */
    List<Payment> madeFor(String account, String request) {
        return sql.list(
                COLUMNS + "WHERE account_id = ? AND fulfilment->>'request' = ? ORDER BY n",
                PaymentRepository::payment,
                account,
                request);
    }

    boolean isRefused(String id) {
        return sql.find("SELECT payment_id FROM rejected_delivery WHERE payment_id = ?", row -> true, id)
                .isPresent();
    }

    /** What has been or is being given back of a payment, in minor units. */
    long refundedMinor(String payment) {
        return sql.find(
                        "SELECT coalesce(sum(amount_minor), 0) AS amount FROM payment WHERE refunds = ? AND status"
                                + " <> 'FAILED'",
                        row -> row.number("amount"),
                        payment)
                .orElse(0L);
    }

    private static Payment payment(Row row) throws SQLException {
        String reason = row.textOrNull("reason_code");
        String message = row.textOrNull("reason_message");
        return new Payment(
                row.text("id"),
                row.number("n"),
                row.text("account_id"),
                PaymentPurpose.valueOf(row.text("purpose")),
                PaymentStatus.valueOf(row.text("status")),
                new Money(row.number("amount_minor"), row.text("currency")),
                row.text("description"),
                row.text("fulfilment"),
                card(row),
                row.textOrNull("refunds"),
                reason(reason, message),
                row.textOrNull("invoice_number"),
                row.text("intended_by"),
                row.instant("intended_at"),
                row.instantOrNull("settled_at"));
    }

    static Card card(Row row) throws SQLException {
        return new Card(row.text("brand"), row.text("last4"), row.count("exp_month"), row.count("exp_year"));
    }

    private static @Nullable DeclineReason reason(@Nullable String code, @Nullable String message) {
        return code == null ? null : new DeclineReason(code, message == null ? code : message);
    }
}
