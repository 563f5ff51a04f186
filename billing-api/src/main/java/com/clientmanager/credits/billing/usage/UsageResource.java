package com.clientmanager.credits.billing.usage;

import com.clientmanager.credits.billing.account.Account;
import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.usage.UsageBreakdown.Days;
import com.clientmanager.credits.billing.usage.UsageBreakdown.UsageRow;
import com.clientmanager.credits.billing.web.Csv;
import com.clientmanager.credits.billing.web.Moments;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who and what used the credits. */
@Path("/v1/accounts/{account}/usage")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
public class UsageResource {
    private final Accounts accounts;
    private final UsageSums sums;

    UsageResource(Accounts accounts, UsageSums sums) {
        this.accounts = accounts;
        this.sums = sums;
    }

    /** The parameters. */
    public static class Query {
        @RestQuery
        @Parameter(description = "`current`, or a date in the cycle wanted, in the account's zone", example = "current")
        @Nullable
        String cycle;

        @RestQuery
        @Parameter(description = "action, day or user", example = "action")
        @Nullable
        String groupBy;

        @RestQuery
        @Parameter(description = "Instead of a cycle: first day", example = "2026-07-01")
        @Nullable
        String from;

        @RestQuery
        @Parameter(description = "Instead of a cycle: last day", example = "2026-07-31")
        @Nullable
        String to;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "usage",
            summary = "Usage of a cycle or of chosen days, by action, day or user",
            description = "Free actions are rows of 0 credits (R6). `Accept: text/csv` gives the same as CSV.")
    public UsageBreakdown usage(@PathParam("account") String id, @BeanParam Query query) {
        return breakdown(accounts.require(id), query);
    }

    @GET
    @Produces(Csv.MEDIA_TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Response csv(@PathParam("account") String id, @BeanParam Query query) {
        UsageBreakdown usage = breakdown(accounts.require(id), query);
        StringBuilder rows = new StringBuilder(
                Csv.row(List.of(query.groupBy == null ? "action" : query.groupBy, "events", "quantity", "credits")));
        for (UsageRow row : usage.rows()) {
            rows.append(Csv.row(List.of(row.key(), row.events(), row.quantity(), row.credits())));
        }
        return Response.ok(rows.toString(), Csv.MEDIA_TYPE + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"usage.csv\"")
                .build();
    }

    private UsageBreakdown breakdown(Account account, Query query) {
        GroupBy groupBy = GroupBy.parse(query.groupBy);
        LocalDate from = Moments.day("from", query.from);
        LocalDate to = Moments.day("to", query.to);
        if (from != null || to != null) {
            return ofDays(account, from, to, groupBy);
        }
        if (query.cycle == null || query.cycle.equals("current")) {
            return sums.currentCycle(account.id())
                    .map(cycle -> sums.ofCycle(account.id(), cycle, groupBy))
                    .orElseGet(() -> new UsageBreakdown(null, null, null, List.of(), null));
        }
        LocalDate day = Moments.day("cycle", query.cycle);
        return sums.cycleOf(account.id(), day == null ? LocalDate.EPOCH : day, account.timeZone())
                .map(cycle -> sums.ofCycle(account.id(), cycle, groupBy))
                .orElseThrow(() -> Problem.field("cycle", "The account has no cycle that holds this day."));
    }

    private UsageBreakdown ofDays(Account account, @Nullable LocalDate from, @Nullable LocalDate to, GroupBy groupBy) {
        if (from == null || to == null) {
            throw Problem.field(from == null ? "from" : "to", "from and to are given together.");
        }
        if (to.isBefore(from)) {
            throw Problem.field("to", "to is not before from.");
        }
        return sums.ofDays(account.id(), new Days(from, to), groupBy);
    }
}
