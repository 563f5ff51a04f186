package com.clientmanager.credits.billing.ratecard;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.schemas.UsageLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Appends price versions and publishes them. A version may begin in the past only if none of the events that it
 * prices had a price: that
 * mends rejections and changes no charge (R5, decision 0004).
 */
@ApplicationScoped
public class AppendPrices {
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9]*([._-][a-z0-9]+)*");
    /** Of the engine's own actions, such as the ticks that let time pass; none of them has a price. */
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    private static final int LONGEST = 100;
    private static final int MOST = 200;

    private final PriceVersions versions;
    private final PlanCatalogue catalogue;
    private final SignedIn signedIn;
    private final Audit audit;
    private final Clock clock;

    @ConfigProperty(name = "credits.price-known-after")
    Duration knownAfter;

    @ConfigProperty(name = "credits.price-lead")
    Duration lead;

    AppendPrices(PriceVersions versions, PlanCatalogue catalogue, SignedIn signedIn, Audit audit, Clock clock) {
        this.versions = versions;
        this.catalogue = catalogue;
        this.signedIn = signedIn;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What an operator sends.
     *
     * @param version a name that no version of these actions has yet
     * @param effectiveFrom absent: the earliest that is allowed
     */
    public record Order(
            @Nullable String version,
            @Nullable Instant effectiveFrom,
            @Nullable List<@Nullable Price> prices) {}

    /** One price; `unit` is needed for an action that is new, `plan` restricts it to accounts on that plan. */
    public record Price(
            @Nullable String action,
            @Nullable String unit,
            @Nullable Credits unitPrice,
            @Nullable String plan) {}

    /** What was appended. */
    public record Appended(String version, List<PriceView> prices) {}

    /**
     * Appends them all or none.
     *
     * @throws Problem INVALID_FIELD naming the field; for effectiveFrom it names the earliest time allowed
     */
    @Transactional
    public Appended append(Order order) {
        if (order.version() == null || !VERSION.matcher(order.version()).matches()) {
            throw Problem.field("version", "version is a name of 1 to 64 letters, digits, dots, colons or hyphens.");
        }
        if (order.prices() == null || order.prices().isEmpty() || order.prices().size() > MOST) {
            throw Problem.field("prices", "prices has 1 to 200 entries.");
        }
        versions.lock();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant knownFrom = now.plus(knownAfter);
        Set<String> actions = new LinkedHashSet<>();
        List<PriceView> appended = order.prices().stream()
                .map(price -> view(order, price, now, knownFrom))
                .toList();
        for (PriceView price : appended) {
            if (!actions.add(price.action())) {
                throw Problem.field(
                        "prices", price.action() + " is priced twice: a plan's own price needs a version of its own.");
            }
            appendOne(price);
        }
        appended.stream().map(PriceView::action).distinct().forEach(versions::publish);
        audit.record(
                signedIn.subject(), null, "prices.appended", Map.of("version", order.version(), "prices", appended));
        return new Appended(order.version(), appended);
    }

    private void appendOne(PriceView price) {
        if (versions.unit(price.action()).isEmpty()) {
            versions.addAction(price.action(), price.unit());
        }
        boolean taken = versions.ofAction(price.action()).stream()
                .anyMatch(known -> known.version().equals(price.version()));
        if (taken) {
            throw Problem.field("version", price.action() + " has a version " + price.version() + " already.");
        }
        versions.append(price, signedIn.subject());
    }

    private PriceView view(Order order, @Nullable Price price, Instant now, Instant knownFrom) {
        if (price == null
                || price.action() == null
                || !ACTION.matcher(price.action()).matches()
                || price.action().length() > LONGEST) {
            throw Problem.field("action", "action is lower-case words joined by dots, such as sms.send.");
        }
        if (price.action().startsWith(UsageLimits.RESERVED_ACTION_PREFIX)) {
            throw Problem.field(
                    "action", "Actions that begin with " + UsageLimits.RESERVED_ACTION_PREFIX + " are reserved.");
        }
        if (price.unitPrice() == null || price.unitPrice().micros() < 0) {
            throw Problem.field("unitPrice", "unitPrice is a decimal string of 0 or more.");
        }
        if (price.plan() != null && catalogue.plan(price.plan()).isEmpty()) {
            throw Problem.field("plan", "plan is one of GET /v1/plans.");
        }
        return new PriceView(
                price.action(),
                unit(price),
                price.unitPrice(),
                price.plan(),
                order.version() == null ? "" : order.version(),
                effectiveFrom(order, price, now),
                knownFrom);
    }

    private String unit(Price price) {
        String action = price.action() == null ? "" : price.action();
        return versions.unit(action).orElseGet(() -> {
            if (price.unit() == null || UsageLimits.required("unit", price.unit(), LONGEST) != null) {
                throw Problem.field("unit", "unit says what one unit of the new action is, such as segment.");
            }
            return price.unit().strip();
        });
    }

    private Instant effectiveFrom(Order order, Price price, Instant now) {
        String action = price.action() == null ? "" : price.action();
        Instant asked = order.effectiveFrom();
        if (asked != null && (asked.isBefore(UsageLimits.MIN_TIME) || asked.isAfter(UsageLimits.MAX_TIME))) {
            throw Problem.field("effectiveFrom", "effectiveFrom is in the years 1970 to 9999.");
        }
        Instant from = (asked == null ? now : asked).truncatedTo(ChronoUnit.MILLIS);
        Instant earliest = now.plus(lead);
        if (new PriceHistory(versions.ofAction(action)).mayBegin(price.plan(), from, earliest)) {
            return from;
        }
        if (asked == null) {
            return earliest;
        }
        throw Problem.field(
                "effectiveFrom",
                action + " had a price at that time or later; a change of it may begin at " + earliest + " or later.");
    }
}
