package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.invoice.InvoicePdf;
import com.clientmanager.credits.billing.invoice.Invoices;
import com.clientmanager.credits.billing.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * An invoice or credit note of the reader's own account as PDF: the API's document, for a session instead of a bearer
 * token.
 */
@Path("/billing/invoices")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class InvoicePage {
    private static final String PDF = "application/pdf";

    private final Readers readers;
    private final Invoices invoices;
    private final InvoicePdf print;

    InvoicePage(Readers readers, Invoices invoices, InvoicePdf print) {
        this.readers = readers;
        this.invoices = invoices;
        this.print = print;
    }

    @GET
    @Path("{number:[A-Za-z0-9-]+}.pdf")
    @Produces(PDF)
    @Operation(hidden = true)
    public Response pdf(@PathParam("number") String number) {
        var document = invoices.require(readers.reader().account(), number);
        return Response.ok(print.print(document), PDF)
                .header("Content-Disposition", "inline; filename=\"" + document.number() + ".pdf\"")
                .build();
    }
}
