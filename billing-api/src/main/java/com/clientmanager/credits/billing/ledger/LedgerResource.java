package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.account.Account;
import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Csv;
import com.clientmanager.credits.billing.web.Listing;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The account's history. */
@Path("/v1/accounts/{account}/ledger")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
public class LedgerResource {
    private static final List<String> HEADINGS = List.of(
            "seq",
            "type",
            "amount",
            "balance",
            "action",
            "quantity",
            "user",
            "unitPrice",
            "priceVersion",
            "allocations",
            "eventSource",
            "eventId",
            "note",
            "occurredAt",
            "recordedAt");
    private final Accounts accounts;
    private final LedgerLines lines;

    LedgerResource(Accounts accounts, LedgerLines lines) {
        this.accounts = accounts;
        this.lines = lines;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "ledger",
            summary = "Ledger lines, newest first; each carries the balance after it",
            description =
                    "A cursor stays valid while lines are added. `Accept: text/csv` gives every line that matches.")
    public Listing<LedgerLine> ledger(@PathParam("account") String id, @BeanParam LedgerQuery query) {
        Account account = accounts.require(id);
        LedgerFilter filter = query.filter(account.timeZone());
        int limit = Listing.limit(query.limit);
        List<LedgerLine> found = query.newestFirst()
                ? lines.newestFirst(id, filter, Listing.position(query.cursor, Long.MAX_VALUE), limit + 1)
                : lines.oldestFirst(id, filter, Listing.position(query.cursor, 0), limit + 1);
        return Listing.of(found, limit, LedgerLine::seq, lines.asOf(id));
    }

    @GET
    @Produces(Csv.MEDIA_TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Response csv(@PathParam("account") String id, @BeanParam LedgerQuery query) {
        Account account = accounts.require(id);
        LedgerFilter filter = query.filter(account.timeZone());
        StreamingOutput rows = out -> write(out, id, filter);
        return Response.ok(rows, Csv.MEDIA_TYPE + ";charset=UTF-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"ledger-" + id.replaceAll("[^A-Za-z0-9._-]", "_") + ".csv\"")
                .build();
    }

    private void write(OutputStream out, String account, LedgerFilter filter) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(Csv.row(HEADINGS));
        List<LedgerLine> some = lines.oldestFirst(account, filter, 0, Listing.MOST);
        while (!some.isEmpty()) {
            for (LedgerLine line : some) {
                writer.write(Csv.row(cells(line)));
            }
            some = lines.oldestFirst(account, filter, some.getLast().seq(), Listing.MOST);
        }
        writer.flush();
    }

    private static List<Object> cells(LedgerLine line) {
        String allocations = line.allocations().stream()
                .map(each -> each.grant() + "=" + each.amount())
                .collect(Collectors.joining(" "));
        return Arrays.asList(
                line.seq(),
                line.type(),
                line.amount(),
                line.balance(),
                line.action(),
                line.quantity(),
                line.user(),
                line.unitPrice(),
                line.priceVersion(),
                allocations,
                line.eventSource(),
                line.eventId(),
                line.note(),
                line.occurredAt(),
                line.recordedAt());
    }
}
