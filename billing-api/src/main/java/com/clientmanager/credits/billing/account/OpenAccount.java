package com.clientmanager.credits.billing.account;

import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.clientmanager.credits.schemas.UsageLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens a customer's account, begins its subscription and tells the engine, in one transaction. */
@ApplicationScoped
public class OpenAccount {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final int LONGEST_NAME = 200;
    /**
     * Far enough back for any customer moved over, near enough that a typing error does not write a century of cycles.
     */
    private static final Instant EARLIEST_START = Instant.parse("2000-01-01T00:00:00Z");

    private final AccountRepository rows;
    private final PlanCatalogue catalogue;
    private final BeginSubscription subscriptions;
    private final Audit audit;
    private final SignedIn signedIn;
    private final Clock clock;

    OpenAccount(
            AccountRepository rows,
            PlanCatalogue catalogue,
            BeginSubscription subscriptions,
            Audit audit,
            SignedIn signedIn,
            Clock clock) {
        this.rows = rows;
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
        this.audit = audit;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /**
     * What an operator sends; runningCyclePaid: the cycle that runs at the opening was billed by another system
     * (decision 0021).
     */
    public record Order(
            @Nullable String id,
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String plan,
            @Nullable Instant startedAt,
            @Nullable Boolean runningCyclePaid) {}

    /** What was opened. */
    public record Opened(
            String id,
            String name,
            String timeZone,
            String plan,
            Instant startedAt,
            boolean runningCyclePaid,
            Instant openedAt) {}

    /**
     * Opens the account.
     *
     * @throws Problem INVALID_FIELD naming the field, or CONFLICT when the id is taken
     */
    @Transactional
    public Opened open(Order order) {
        String id = id(order.id());
        String name = name(order.name());
        ZoneId zone = zone(order.timeZone());
        Plan plan = catalogue
                .plan(order.plan() == null ? "" : order.plan())
                .orElseThrow(() -> Problem.field("plan", "plan is one of GET /v1/plans."));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant startedAt = startedAt(order.startedAt(), now);
        if (rows.account(id).isPresent()) {
            throw Problem.of(ProblemCode.CONFLICT, "There is an account " + id + " already.");
        }
        boolean paid = Boolean.TRUE.equals(order.runningCyclePaid());
        rows.open(new Account(id, name, zone, now), paid);
        Act act = audit.act(
                signedIn.subject(),
                id,
                "account.opened",
                Map.of(
                        "plan", plan.id(),
                        "timeZone", zone.getId(),
                        "startedAt", startedAt.toString(),
                        "runningCyclePaid", paid));
        subscriptions.begin(act, zone, plan, startedAt);
        return new Opened(id, name, zone.getId(), plan.id(), startedAt, paid, now);
    }

    private static String id(@Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw Problem.field("id", "id is 1 to 64 letters, digits, dots, colons, hyphens or underscores.");
        }
        return id;
    }

    private static String name(@Nullable String name) {
        if (name == null || UsageLimits.required("name", name, LONGEST_NAME) != null) {
            throw Problem.field("name", "name is 1 to 200 characters, none of them a control character.");
        }
        return name.strip();
    }

    private static ZoneId zone(@Nullable String timeZone) {
        try {
            if (timeZone != null && ZoneId.getAvailableZoneIds().contains(timeZone)) {
                return ZoneId.of(timeZone);
            }
        } catch (DateTimeException unknown) {
            throw Problem.field("timeZone", "timeZone is an IANA zone such as Europe/Vienna.");
        }
        throw Problem.field("timeZone", "timeZone is an IANA zone such as Europe/Vienna.");
    }

    private static Instant startedAt(@Nullable Instant asked, Instant now) {
        if (asked == null) {
            return now;
        }
        if (asked.isAfter(now) || asked.isBefore(EARLIEST_START)) {
            throw Problem.field("startedAt", "startedAt lies between 2000-01-01T00:00:00Z and now.");
        }
        return asked.truncatedTo(ChronoUnit.MILLIS);
    }
}
