package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.payment.PaymentMethod;
import com.clientmanager.credits.billing.payment.PaymentMethods;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.renewal.CollectFees;
import com.clientmanager.credits.billing.renewal.OpenFees;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.subscription.SubscriptionView;
import com.clientmanager.credits.billing.usage.UsageBreakdown;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The first billing page: plan summary, subscription, usage by action; its parts are fetched anew when the balance
 * moves.
 */
@Path("/billing")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class OverviewPage {
    private final Readers readers;
    private final Facts facts;
    private final PaymentMethods methods;
    private final PlanCatalogue catalogue;
    private final ActionNames names;
    private final OpenFees fees;
    private final CollectFees collectFees;
    private final Clock clock;

    OverviewPage(
            Readers readers,
            Facts facts,
            PaymentMethods methods,
            PlanCatalogue catalogue,
            ActionNames names,
            OpenFees fees,
            CollectFees collectFees,
            Clock clock) {
        this.fees = fees;
        this.collectFees = collectFees;
        this.clock = clock;
        this.readers = readers;
        this.facts = facts;
        this.methods = methods;
        this.catalogue = catalogue;
        this.names = names;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(Reader reader, Overview overview);

        static native TemplateInstance overview$summary(Reader reader, Overview overview);

        static native TemplateInstance overview$manage(Reader reader, Overview overview);

        static native TemplateInstance overview$usage(Reader reader, Overview overview);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        Reader reader = readers.reader();
        return Templates.overview(reader, overview(reader));
    }

    @GET
    @Path("parts/summary")
    @Operation(hidden = true)
    public TemplateInstance summary() {
        Reader reader = readers.reader();
        return Templates.overview$summary(reader, overview(reader));
    }

    @GET
    @Path("parts/subscription")
    @Operation(hidden = true)
    public TemplateInstance subscription() {
        Reader reader = readers.reader();
        return Templates.overview$manage(reader, overview(reader));
    }

    @GET
    @Path("parts/usage")
    @Operation(hidden = true)
    public TemplateInstance usage() {
        Reader reader = readers.reader();
        return Templates.overview$usage(reader, overview(reader));
    }

    private Overview overview(Reader reader) {
        BalanceView balance = facts.balance(reader.account());
        String tag = facts.subscriptionTag(reader.account());
        SubscriptionView subscription = facts.subscription(reader.account());
        UsageBreakdown usage = facts.currentUsage(reader.account());
        boolean renews = List.of("ACTIVE", "PAST_DUE", "OPENING").contains(subscription.status());
        return new Overview(
                balance,
                Freshness.of(balance.currentTo(), clock.instant(), reader.figures()),
                subscription,
                usage,
                SourceLeft.of(balance, renews, reader.figures()),
                usage.rows().stream()
                        .map(row -> names.line(row, "period=" + Period.CURRENT))
                        .toList(),
                methods.of(reader.account()).map(PaymentMethod::card).orElse(null),
                pending(subscription.pendingChange(), reader.figures()),
                fees.of(reader.account())
                        .filter(OpenFees.Debt::pastDue)
                        .map(debt -> owed(debt, reader.figures()))
                        .orElse(null),
                renewal(subscription, reader.figures()),
                Drawn.Fields.of(reader, tag),
                Drawn.Fields.of(reader, collectFees.tag(reader.account())),
                UUID.randomUUID().toString());
    }

    private static Overview.Owed owed(OpenFees.Debt debt, Figures figures) {
        String amount = figures.money(debt.amount());
        Instant again = debt.nextAttemptAt();
        return new Overview.Owed(
                debt.standing().equals("SUSPENDED")
                        ? "Suspended: " + amount + " is not paid."
                        : amount + " could not be collected.",
                Words.decline(debt.reason()),
                again == null
                        ? "No included credits are given until it is paid. They resume at once when it is."
                        : "We try again on " + figures.date(again)
                                + ". After the last attempt the package is suspended.");
    }

    private Overview.@Nullable Pending pending(SubscriptionView.@Nullable PendingChange change, Figures figures) {
        if (change == null) {
            return null;
        }
        boolean cancellation = change.kind().equals("CANCELLATION");
        String plan = change.plan() == null
                ? Figures.UNKNOWN
                : catalogue.plan(change.plan()).map(Plan::name).orElse(change.plan());
        String undo = cancellation ? "/billing/cancel/undo" : "/billing/plan/undo";
        return new Overview.Pending(cancellation, plan, figures.day(change.on()), undo);
    }

    /** The boundary's local date, for a subscription that ends as for one that renews. */
    private static String renewal(SubscriptionView subscription, Figures figures) {
        return subscription.renewsOn() == null
                ? figures.date(subscription.cycleEnd())
                : figures.day(subscription.renewsOn());
    }
}
