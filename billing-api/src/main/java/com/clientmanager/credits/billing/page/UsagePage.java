package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.usage.GroupBy;
import com.clientmanager.credits.billing.usage.UsageBreakdown.UsageRow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Credits & Usage: overall use, the actions, days and users behind it, and how long the credits last. */
@Path("/billing/usage")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class UsagePage {
    private final Readers readers;
    private final Facts facts;
    private final Periods periods;
    private final ActionNames names;
    private final Clock clock;

    UsagePage(Readers readers, Facts facts, Periods periods, ActionNames names, Clock clock) {
        this.readers = readers;
        this.facts = facts;
        this.periods = periods;
        this.names = names;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance usage(Reader reader, UsageFigures usage);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        Reader reader = readers.reader();
        Period period = periods.asked(reader);
        String account = reader.account();
        BalanceView balance = facts.balance(account);
        var byAction = facts.usage(account, period, GroupBy.ACTION);
        UsageFigures figures = new UsageFigures(
                period,
                byAction.total(),
                balance.available(),
                balance.ledgerSeq(),
                Freshness.of(balance.currentTo(), clock.instant(), reader.figures()),
                forecast(reader, balance),
                byAction.rows().stream()
                        .map(row -> names.line(row, period.query()))
                        .toList(),
                facts.usage(account, period, GroupBy.DAY).rows().stream()
                        .sorted(Comparator.comparing(UsageRow::key))
                        .map(row -> day(row, reader.figures()))
                        .toList(),
                facts.usage(account, period, GroupBy.USER).rows().stream()
                        .map(row -> user(row, period.query()))
                        .toList());
        return Templates.usage(reader, figures);
    }

    private Forecast forecast(Reader reader, BalanceView balance) {
        Instant now = clock.instant();
        boolean renews = facts.subscription(reader.account()).status().equals("ACTIVE");
        Instant renewal =
                renews && balance.allowance() != null ? balance.allowance().cycleEnd() : null;
        return Forecast.of(balance.available(), facts.pace(reader, now), renewal, now, reader.figures());
    }

    private static UsageLine day(UsageRow row, Figures figures) {
        String lines = "/billing/usage/lines?period=dates&from=" + row.key() + "&to=" + row.key();
        return line(row, figures.day(LocalDate.parse(row.key())), lines);
    }

    private static UsageLine user(UsageRow row, String query) {
        String name = row.key().isEmpty() ? "No user named" : row.key();
        return line(row, name, "/billing/usage/lines?" + query + "&user=" + Period.encoded(row.key()));
    }

    private static UsageLine line(UsageRow row, String name, String lines) {
        boolean free = row.credits().equals(Credits.ZERO);
        return new UsageLine(row.key(), name, "", row.events(), row.quantity(), row.credits(), free, lines);
    }
}
