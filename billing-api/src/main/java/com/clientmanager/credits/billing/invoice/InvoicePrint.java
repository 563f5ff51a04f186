package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.money.Money;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An invoice as words and figures on paper: dates in the account's zone, amounts with their currency's code. */
public record InvoicePrint(InvoiceDocument document) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** One printed line. */
    public record Line(String description, String period, String amount) {}

    /** One printed line of the credit statement. */
    public record Entry(String label, String credits) {}

    public boolean creditNote() {
        return document.kind() == InvoiceNumber.Series.CREDIT_NOTE;
    }

    public String title() {
        return creditNote() ? "Credit note" : "Invoice";
    }

    public String issued() {
        return day(document.issuedAt());
    }

    public List<Line> lines() {
        return document.lines().stream()
                .map(line -> new Line(line.description(), period(line.from(), line.to()), amount(line.amount())))
                .toList();
    }

    public String taxLabel() {
        return document.tax().name() + " " + document.tax().percent() + "%";
    }

    public String net() {
        return amount(document.net());
    }

    public String taxAmount() {
        return amount(document.taxAmount());
    }

    public String gross() {
        return amount(document.gross());
    }

    public String statementPeriod() {
        CreditStatement statement = document.statement();
        return statement == null ? "" : period(statement.from(), statement.to());
    }

    /** The statement's figures in the order in which they add up; empty when there is none. */
    public List<Entry> statement() {
        CreditStatement statement = document.statement();
        if (statement == null) {
            return List.of();
        }
        Credits expiry = negative(statement.expired());
        return List.of(
                new Entry("Balance at the beginning", credits(statement.opening())),
                new Entry("Granted (included, bought and promotional)", credits(statement.granted())),
                new Entry("Used", credits(negative(statement.used()))),
                new Entry(expiry.isPositive() ? "Expiry reversed for late usage" : "Expired", credits(expiry)),
                new Entry("Corrections", credits(statement.other())),
                new Entry("Balance at ledger line " + statement.throughLine(), credits(statement.closing())));
    }

    public List<Entry> usedByAction() {
        CreditStatement statement = document.statement();
        return statement == null
                ? List.of()
                : statement.byAction().stream()
                        .map(used -> new Entry(used.label() + " × " + grouped(used.events()), credits(used.credits())))
                        .toList();
    }

    private String period(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? "" : day(from) + " – " + day(to.minusMillis(1));
    }

    private String day(Instant instant) {
        return DAY.format(instant.atZone(ZoneId.of(document.timeZone())));
    }

    private static Credits negative(Credits credits) {
        return new Credits(-credits.micros());
    }

    private static String amount(Money money) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.US);
        format.setMinimumFractionDigits(money.major().scale());
        format.setMaximumFractionDigits(money.major().scale());
        return format.format(money.major()) + " " + money.currency();
    }

    private static String credits(Credits credits) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.US);
        format.setMaximumFractionDigits(6);
        return format.format(new java.math.BigDecimal(credits.toString()));
    }

    private static String grouped(long number) {
        return NumberFormat.getIntegerInstance(Locale.US).format(number);
    }
}
