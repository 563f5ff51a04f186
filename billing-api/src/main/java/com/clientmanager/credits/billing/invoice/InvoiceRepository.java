package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.invoice.InvoiceNumber.Series;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Issued invoices: written once, read for ever. */
@ApplicationScoped
class InvoiceRepository {
    private final Sql sql;
    private final ObjectMapper json;

    InvoiceRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Locks the counter until the transaction ends: if it rolls back, the next invoice takes the same number. */
    InvoiceNumber next(Series series) {
        long number = sql.find(
                        "UPDATE invoice_counter SET last = last + 1 WHERE series = ? RETURNING last",
                        row -> row.number("last"),
                        series)
                .orElseThrow();
        return new InvoiceNumber(series, number);
    }

    void insert(InvoiceNumber number, InvoiceDocument document) {
        sql.update(
                """
                INSERT INTO invoice (number, series, n, account_id, payment_id, corrects, gross_minor, currency,
                  issued_at, document)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""",
                document.number(),
                number.series(),
                number.number(),
                document.buyer().account(),
                document.payment(),
                document.corrects(),
                document.gross().amountMinor(),
                document.gross().currency(),
                document.issuedAt(),
                written(document));
    }

    String numberOf(String payment) {
        return sql.find("SELECT number FROM invoice WHERE payment_id = ?", row -> row.text("number"), payment)
                .orElseThrow(() -> new IllegalArgumentException("payment " + payment + " has no invoice to correct"));
    }

    Optional<InvoiceDocument> find(String account, String number) {
        return sql.find(
                "SELECT document::text AS document FROM invoice WHERE account_id = ? AND number = ?",
                this::document,
                account,
                number);
    }

    /** An invoice with its place in the account's list. */
    record Placed(long position, InvoiceDocument document) {}

    /** Newest first, before a position. */
    List<Placed> list(String account, long before, int most) {
        String page = """
                SELECT p.n AS position, i.document::text AS document FROM invoice i JOIN payment p ON p.id =
                  i.payment_id
                WHERE i.account_id = ? AND p.account_id = i.account_id
                  AND p.n < ? ORDER BY p.n DESC LIMIT ?""";
        return sql.list(page, row -> new Placed(row.number("position"), document(row)), account, before, most);
    }

    private InvoiceDocument document(Row row) throws SQLException {
        try {
            return json.readValue(row.text("document"), InvoiceDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored invoice is always readable", e);
        }
    }

    private String written(InvoiceDocument document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an invoice is always JSON", e);
        }
    }
}
