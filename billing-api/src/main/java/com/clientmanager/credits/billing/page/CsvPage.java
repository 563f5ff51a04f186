package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.ledger.LedgerLine;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Listing;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** All ledger lines behind a figure as CSV, whole however many there are; written in pages, so that memory stays small. */
@Path("/billing/usage/lines.csv")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class CsvPage {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String HEAD =
            "line,type,occurred_at,recorded_at,action,quantity,unit_price,price_version,user,credits,balance,paid_from,event_source,event_id";

    private final Readers readers;
    private final Periods periods;
    private final UsageLedger ledger;

    CsvPage(Readers readers, Periods periods, UsageLedger ledger) {
        this.readers = readers;
        this.periods = periods;
        this.ledger = ledger;
    }

    @GET
    @Produces(CSV)
    @Operation(hidden = true)
    public Response csv(@QueryParam("action") @Nullable String action, @QueryParam("user") @Nullable String user) {
        Reader reader = readers.reader();
        Period period = periods.asked(reader);
        UsageLedger.Choice choice = new UsageLedger.Choice(period, action, user);
        StreamingOutput body =
                out -> write(reader.account(), choice, new OutputStreamWriter(out, StandardCharsets.UTF_8));
        String name = reader.account().replaceAll("[^\\w-]", "_") + "-" + period.from() + "-" + period.to() + ".csv";
        return Response.ok(body, CSV)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    private void write(String account, UsageLedger.Choice choice, Writer out) throws IOException {
        out.write(HEAD + "\r\n");
        String cursor = null;
        do {
            Listing<LedgerLine> found = ledger.page(account, choice, cursor, Listing.MOST);
            for (LedgerLine line : found.items()) {
                out.write(row(line));
            }
            cursor = found.nextCursor();
        } while (cursor != null);
        out.flush();
    }

    private static String row(LedgerLine line) {
        String paidFrom = line.allocations().stream()
                .map(part -> part.amount() + " " + part.source())
                .collect(Collectors.joining("; "));
        return List.of(
                                Long.toString(line.seq()),
                                line.type(),
                                line.occurredAt().toString(),
                                line.recordedAt().toString(),
                                text(line.action()),
                                text(line.quantity()),
                                text(line.unitPrice()),
                                text(line.priceVersion()),
                                text(line.user()),
                                line.amount().toString(),
                                line.balance().toString(),
                                paidFrom,
                                text(line.eventSource()),
                                text(line.eventId()))
                        .stream()
                        .map(CsvPage::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Quoted where needed; text that a spreadsheet would take for a formula is made plain with an apostrophe, numbers are left alone. */
    static String cell(String value) {
        boolean number = value.matches("-?\\d+(\\.\\d+)?");
        boolean formula = !number && !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        return safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
