package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.account.Account;
import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.invoice.InvoiceDocument.Buyer;
import com.clientmanager.credits.billing.invoice.InvoiceDocument.Seller;
import com.clientmanager.credits.billing.invoice.InvoiceNumber.Series;
import com.clientmanager.credits.billing.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes an invoice or credit note in the transaction of the payment it is about, under the next number of its series
 * (R20).
 */
@ApplicationScoped
public class IssueInvoice {
    private final InvoiceRepository invoices;
    private final CreditStatements statements;
    private final Accounts accounts;
    private final InvoiceSettings settings;
    private final Clock clock;

    IssueInvoice(
            InvoiceRepository invoices,
            CreditStatements statements,
            Accounts accounts,
            InvoiceSettings settings,
            Clock clock) {
        this.invoices = invoices;
        this.statements = statements;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The number is taken last and its counter stays locked until the transaction ends.
     *
     * @return the number as printed
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public String issue(InvoiceOrder order) {
        Account account = accounts.find(order.account()).orElseThrow();
        String corrected = order.corrects() == null ? null : invoices.numberOf(order.corrects());
        CreditStatement statement = corrected == null
                ? statements.forInvoice(
                        order.account(), order.lines().getFirst().from())
                : null;
        Series series = corrected == null ? Series.INVOICE : Series.CREDIT_NOTE;
        InvoiceNumber number = invoices.next(series);
        InvoiceDocument document = document(order, account, number, corrected, statement);
        invoices.insert(number, document);
        return document.number();
    }

    private InvoiceDocument document(
            InvoiceOrder order,
            Account account,
            InvoiceNumber number,
            @Nullable String corrected,
            @Nullable CreditStatement statement) {
        Tax tax = new Tax(settings.tax().name(), settings.tax().basisPoints());
        Money gross = order.gross();
        InvoiceSettings.Seller seller = settings.seller();
        return new InvoiceDocument(
                number.printed(),
                number.series(),
                corrected,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                account.timeZone().getId(),
                new Seller(seller.name(), seller.address(), seller.taxId(), seller.email()),
                new Buyer(account.id(), account.name()),
                order.lines(),
                tax,
                tax.netOf(gross),
                tax.containedIn(gross),
                gross,
                order.payment(),
                order.paidWith(),
                statement);
    }
}
