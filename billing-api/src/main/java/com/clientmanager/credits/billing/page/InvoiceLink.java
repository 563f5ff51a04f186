package com.clientmanager.credits.billing.page;

/** Where a person gets an invoice as PDF. */
final class InvoiceLink {
    private InvoiceLink() {}

    static String to(String number) {
        return "/billing/invoices/" + number + ".pdf";
    }
}
