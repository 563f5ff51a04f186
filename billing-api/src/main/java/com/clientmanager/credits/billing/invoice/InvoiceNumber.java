package com.clientmanager.credits.billing.invoice;

/** A gapless number of one series, 1, 2, 3, … (R20), as it is printed: INV-000001 or CN-000001. */
public record InvoiceNumber(Series series, long number) {
    /** Invoices and credit notes are counted apart. */
    public enum Series {
        INVOICE("INV"),
        CREDIT_NOTE("CN");

        private final String prefix;

        Series(String prefix) {
            this.prefix = prefix;
        }
    }

    public InvoiceNumber {
        if (number < 1) {
            throw new IllegalArgumentException("numbers begin at 1");
        }
    }

    public String printed() {
        return "%s-%06d".formatted(series.prefix, number);
    }
}
