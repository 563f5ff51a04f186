package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.web.Listing;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads issued invoices and credit notes. */
@ApplicationScoped
public class Invoices {
    private final InvoiceRepository rows;

    Invoices(InvoiceRepository rows) {
        this.rows = rows;
    }

    /**
     * The invoice of that number.
     *
     * @throws Problem NOT_FOUND when the account has none
     */
    public InvoiceDocument require(String account, String number) {
        return rows.find(account, number).orElseThrow(Problem::notFound);
    }

    /**
     * Newest first.
     *
     * @param cursor of the last page, or null
     * @param limit 1 to 1,000, or null for the usual
     */
    public Listing<InvoiceDocument> page(String account, @Nullable String cursor, @Nullable Integer limit) {
        int most = Listing.limit(limit);
        Listing<InvoiceRepository.Placed> placed = Listing.of(
                rows.list(account, Listing.position(cursor, Long.MAX_VALUE), most + 1),
                most,
                InvoiceRepository.Placed::position,
                null);
        List<InvoiceDocument> documents =
                placed.items().stream().map(InvoiceRepository.Placed::document).toList();
        return new Listing<>(documents, placed.nextCursor(), null);
    }
}
