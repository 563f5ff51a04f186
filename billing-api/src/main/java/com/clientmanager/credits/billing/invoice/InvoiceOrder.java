package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice is to be written about.
 *
 * @param lines at least one, all in one currency
 * @param paidWith the card as people know it, for example visa •••• 4242
 * @param corrects the payment whose invoice a credit note is about; null for an invoice
 */
public record InvoiceOrder(
        String account,
        String payment,
        List<InvoiceLine> lines,
        String paidWith,
        @Nullable String corrects) {

    Money gross() {
        return lines.stream().map(InvoiceLine::amount).reduce(Money::plus).orElseThrow();
    }
}
