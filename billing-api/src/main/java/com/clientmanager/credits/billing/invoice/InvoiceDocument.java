package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an invoice or credit note says, fixed when it is issued.
 *
 * @param kind INVOICE or CREDIT_NOTE
 * @param corrects number of the invoice a credit note is about, else null
 * @param timeZone in which its dates are printed: the account's
 * @param gross net plus taxAmount; negative on a credit note
 * @param statement the cycle's credits as the ledger stood at issue; null while the ledger has no line, and on credit
 *     notes
 */
public record InvoiceDocument(
        String number,
        InvoiceNumber.Series kind,
        @Nullable String corrects,
        Instant issuedAt,
        String timeZone,
        Seller seller,
        Buyer buyer,
        List<InvoiceLine> lines,
        Tax tax,
        Money net,
        Money taxAmount,
        Money gross,
        String payment,
        String paidWith,
        @Nullable CreditStatement statement) {

    /** Who issues it; taxId may be empty. */
    public record Seller(String name, List<String> address, String taxId, String email) {}

    /** Who bought. */
    public record Buyer(String account, String name) {}
}
