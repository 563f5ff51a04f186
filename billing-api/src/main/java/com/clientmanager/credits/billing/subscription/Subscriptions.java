package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.account.Account;
import com.clientmanager.credits.billing.orders.Course;
import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.subscription.SubscriptionView.Card;
import com.clientmanager.credits.billing.subscription.SubscriptionView.PendingChange;
import com.clientmanager.credits.billing.web.EntityTags;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a subscription as the ledger confirms it, with the orders since then and whether a fee is late. */
@ApplicationScoped
public class Subscriptions {
    private static final String READ = """
            SELECT %s, s.plan AS ordered_plan, s.version, b.plan, b.pending_plan, b.subscription_status,
                   b.cycle_start, b.cycle_end, b.as_of,
                   m.brand, m.last4, m.exp_month, m.exp_year,
                   EXISTS (SELECT 1 FROM fee f WHERE f.account_id = s.account_id AND f.status = 'PAST_DUE') AS past_due
            FROM subscription s
            LEFT JOIN balance b ON b.account_id = s.account_id
            LEFT JOIN payment_method m ON m.account_id = s.account_id
            WHERE s.account_id = ?""".formatted(SubscriptionOrders.UNANSWERED);
    private final Sql sql;
    private final PlanCatalogue catalogue;

    Subscriptions(Sql sql, PlanCatalogue catalogue) {
        this.sql = sql;
        this.catalogue = catalogue;
    }

    /**
     * A view and its ETag, made of all it shows but its age, and of the orders that the ledger has not answered yet.
     */
    public record Tagged(SubscriptionView view, String tag) {
        Tagged(SubscriptionView view, long orders) {
            this(view, EntityTags.ofAll(List.of(orders, view.undated())));
        }
    }

    /** The account's subscription. @throws Problem NOT_FOUND when it has none */
    public Tagged of(Account account) {
        return sql.find(READ, row -> new Tagged(view(row, account), row.number("version")), account.id())
                .orElseThrow(Problem::notFound);
    }

    private SubscriptionView view(Row row, Account account) throws SQLException {
        Course course = course(row);
        String id = course == null ? row.text("ordered_plan") : course.plan();
        Plan plan = catalogue
                .plan(id)
                .orElseThrow(() -> new IllegalStateException("catalogue.yaml no longer has the plan " + id));
        String status = status(row, course);
        Instant cycleEnd = row.instantOrNull("cycle_end");
        LocalDate boundary = cycleEnd == null ? null : LocalDate.ofInstant(cycleEnd, account.timeZone());
        return new SubscriptionView(
                plan.id(),
                plan.name(),
                status,
                plan.fee(),
                row.instantOrNull("cycle_start"),
                cycleEnd,
                status.equals("CANCELLING") || status.equals("ENDED") ? null : boundary,
                pending(course == null ? null : course.pendingPlan(), status, boundary),
                card(row),
                row.instantOrNull("as_of"));
    }

    private static @Nullable Course course(Row row) throws SQLException {
        String plan = row.textOrNull("plan");
        String status = row.textOrNull("subscription_status");
        return plan == null || status == null
                ? null
                : Course.of(plan, row.textOrNull("pending_plan"), status, row.textOrNull("unanswered"));
    }

    /** The engine has no notion of money: that a fee is late is added here (R18). */
    private static String status(Row row, @Nullable Course course) throws SQLException {
        if (course == null) {
            return "OPENING";
        }
        String status = course.status();
        return status.equals("ACTIVE") && row.flag("past_due") ? "PAST_DUE" : status;
    }

    private static @Nullable PendingChange pending(@Nullable String plan, String status, @Nullable LocalDate boundary) {
        if (status.equals("CANCELLING")) {
            return new PendingChange("CANCELLATION", null, boundary);
        }
        return plan == null ? null : new PendingChange("PLAN", plan, boundary);
    }

    private static @Nullable Card card(Row row) throws SQLException {
        String brand = row.textOrNull("brand");
        return brand == null ? null : new Card(brand, row.text("last4"), row.count("exp_month"), row.count("exp_year"));
    }
}
