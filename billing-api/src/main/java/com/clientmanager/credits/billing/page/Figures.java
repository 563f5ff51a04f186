package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes amounts, money and times as the reader does: numbers and dates of their locale, instants in the account's own
 * zone.
 *
 * <p>Credits are micro-credits (1 credit = 1,000,000); what is unknown (null) is written as a dash, never as 0.
 */
public record Figures(Locale locale, ZoneId zone) {
    /** What stands for a figure that is not known. */
    public static final String UNKNOWN = "–";

    private static final int PLACES = 6;
    private static final int PERCENT = 100;

    /** For example 1,234.5. */
    public String credits(@Nullable Credits credits) {
        return credits == null ? UNKNOWN : decimal(credits.micros());
    }

    private String decimal(long micros) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(PLACES);
        return format.format(BigDecimal.valueOf(micros, PLACES));
    }

    /** With its sign, for example +500 or −12; 0 has none. */
    public String signed(Credits credits) {
        String size = decimal(Math.absExact(credits.micros()));
        return switch (Long.signum(credits.micros())) {
            case 1 -> "+" + size;
            case -1 -> "−" + size;
            default -> size;
        };
    }

    public String count(@Nullable Number amount) {
        return amount == null ? UNKNOWN : NumberFormat.getNumberInstance(locale).format(amount);
    }

    /** For example $99.00. */
    public String money(@Nullable Money money) {
        if (money == null) {
            return UNKNOWN;
        }
        Currency currency = Currency.getInstance(money.currency());
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return currencyFormat(currency, digits).format(BigDecimal.valueOf(money.amountMinor(), digits));
    }

    /** The price of one credit, to a tenth of the smallest coin, for example $0.025. */
    public String pricePerCredit(Money price, Credits credits) {
        Currency currency = Currency.getInstance(price.currency());
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        BigDecimal each = BigDecimal.valueOf(price.amountMinor(), digits)
                .divide(BigDecimal.valueOf(credits.micros(), PLACES), digits + 2, RoundingMode.HALF_UP);
        return currencyFormat(currency, digits + 1).format(each);
    }

    public String date(@Nullable Instant at) {
        return at == null ? UNKNOWN : day(at.atZone(zone).toLocalDate());
    }

    /** The local days of a span whose end is exclusive, for example Nov 4, 2026 – Dec 3, 2026. */
    public String days(Instant start, Instant end) {
        return date(start) + " – " + date(end.minusMillis(1));
    }

    public String day(@Nullable LocalDate day) {
        return day == null
                ? UNKNOWN
                : styled(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)).format(day);
    }

    /** Without its year, for example Nov 4: where many days stand side by side. */
    public String shortDay(LocalDate day) {
        return styled(DateTimeFormatter.ofLocalizedPattern("MMMd")).format(day);
    }

    public String time(@Nullable Instant at) {
        return at == null
                ? UNKNOWN
                : styled(DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)).format(at.atZone(zone));
    }

    public String dateTime(@Nullable Instant at) {
        return at == null ? UNKNOWN : date(at) + ", " + time(at);
    }

    /**
     * What part of the whole in whole percent, rounded down, or that it is less than one; a dash where there is no
     * whole.
     */
    public String percent(Credits part, Credits whole) {
        if (!whole.isPositive()) {
            return UNKNOWN;
        }
        BigDecimal share =
                BigDecimal.valueOf(part.micros()).divide(BigDecimal.valueOf(whole.micros()), 2, RoundingMode.DOWN);
        NumberFormat percent = NumberFormat.getPercentInstance(locale);
        return part.isPositive() && share.signum() == 0
                ? "<" + percent.format(new BigDecimal("0.01"))
                : percent.format(share);
    }

    /** The length of a bar as an SVG attribute, 0% to 100%; anything above 0 is at least visible. */
    public String bar(Credits part, Credits whole) {
        if (!whole.isPositive() || !part.isPositive()) {
            return "0%";
        }
        BigDecimal share = BigDecimal.valueOf(part.micros())
                .multiply(BigDecimal.valueOf(PERCENT))
                .divide(BigDecimal.valueOf(whole.micros()), 2, RoundingMode.HALF_UP);
        return share.max(new BigDecimal("0.5")).min(BigDecimal.valueOf(PERCENT)).toPlainString() + "%";
    }

    private NumberFormat currencyFormat(Currency currency, int digits) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format;
    }

    private DateTimeFormatter styled(DateTimeFormatter format) {
        return format.withLocale(locale);
    }
}
