package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.ledger.LedgerLine;
import com.clientmanager.credits.billing.ledger.LedgerLines;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Csv;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * All ledger lines behind a figure as CSV, whole however many there are; written in pages, so that memory stays small.
 */
@Path("/billing/usage/lines.csv")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class CsvPage {
    private static final List<String> HEAD = List.of(
            "line",
            "type",
            "occurred_at",
            "recorded_at",
            "action",
            "quantity",
            "unit_price",
            "price_version",
            "user",
            "credits",
            "balance",
            "paid_from",
            "event_source",
            "event_id");

    private final Readers readers;
    private final Periods periods;
    private final LedgerLines ledger;

    CsvPage(Readers readers, Periods periods, LedgerLines ledger) {
        this.readers = readers;
        this.periods = periods;
        this.ledger = ledger;
    }

    @GET
    @Produces(Csv.MEDIA_TYPE)
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("show") @Nullable String show,
            @QueryParam("action") @Nullable String action,
            @QueryParam("user") @Nullable String user) {
        Reader reader = readers.reader();
        Period period = periods.asked(reader);
        LineChoice choice = LineChoice.of(period, show, action, user);
        StreamingOutput body =
                out -> write(reader.account(), choice, new OutputStreamWriter(out, StandardCharsets.UTF_8));
        String name = reader.account().replaceAll("[^\\w-]", "_") + "-" + period.from() + "-" + period.to() + ".csv";
        return Response.ok(body, Csv.MEDIA_TYPE + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    private void write(String account, LineChoice choice, Writer out) throws IOException {
        out.write(Csv.BYTE_ORDER_MARK);
        out.write(Csv.row(HEAD));
        List<LedgerLine> some = choice.read(ledger, account, Long.MAX_VALUE, Listing.MOST);
        while (!some.isEmpty()) {
            for (LedgerLine line : some) {
                out.write(Csv.row(cells(line)));
            }
            some = choice.read(ledger, account, some.getLast().seq(), Listing.MOST);
        }
        out.flush();
    }

    private static List<@Nullable Object> cells(LedgerLine line) {
        String paidFrom = line.allocations().stream()
                .map(part -> part.amount() + " " + part.source())
                .collect(Collectors.joining("; "));
        return Arrays.asList(
                line.seq(),
                line.type(),
                line.occurredAt(),
                line.recordedAt(),
                line.action(),
                line.quantity(),
                line.unitPrice(),
                line.priceVersion(),
                line.user(),
                line.amount(),
                line.balance(),
                paidFrom,
                line.eventSource(),
                line.eventId());
    }
}
