package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.ledger.LedgerLine;
import com.clientmanager.credits.billing.ledger.LedgerLines;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Listing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The ledger lines behind a number of the usage page, each with its balance after and its reasons. */
@Path("/billing/usage/lines")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class LinesPage {
    static final int SHOWN = 50;

    private final Readers readers;
    private final Periods periods;
    private final LedgerLines ledger;
    private final ExplainLine explain;
    private final ActionNames names;

    LinesPage(Readers readers, Periods periods, LedgerLines ledger, ExplainLine explain, ActionNames names) {
        this.readers = readers;
        this.periods = periods;
        this.ledger = ledger;
        this.explain = explain;
        this.names = names;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance lines(Reader reader, LinesShown shown);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page(
            @QueryParam("show") @Nullable String show,
            @QueryParam("action") @Nullable String action,
            @QueryParam("user") @Nullable String user,
            @QueryParam("cursor") @Nullable String cursor) {
        Reader reader = readers.reader();
        Period period = periods.asked(reader);
        LineChoice choice = LineChoice.of(period, show, action, user);
        long before = Listing.position(cursor, Long.MAX_VALUE);
        Listing<LedgerLine> found =
                Listing.of(choice.read(ledger, reader.account(), before, SHOWN + 1), SHOWN, LedgerLine::seq, null);
        var lines = found.items().stream()
                .map(line -> explain.explain(line, reader.figures()))
                .toList();
        return Templates.lines(
                reader,
                new LinesShown(
                        period,
                        heading(choice),
                        choice.query(),
                        choice.everything(),
                        action == null && user == null,
                        lines,
                        found.nextCursor()));
    }

    private String heading(LineChoice choice) {
        if (choice.everything()) {
            return "Credits in and out";
        }
        if (choice.action() != null) {
            return names.name(choice.action());
        }
        if (choice.user() != null) {
            return choice.user().isEmpty() ? "Usage with no user named" : "Usage by " + choice.user();
        }
        return "All usage";
    }
}
