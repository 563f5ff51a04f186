package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Listing;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Issued invoices and credit notes, as JSON and as PDF (R20). */
@Path("/v1/accounts/{account}/invoices")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
public class InvoiceResource {
    static final String PDF = "application/pdf";
    private final Accounts accounts;
    private final Invoices invoices;
    private final InvoicePdf pdf;

    InvoiceResource(Accounts accounts, Invoices invoices, InvoicePdf pdf) {
        this.accounts = accounts;
        this.invoices = invoices;
        this.pdf = pdf;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Invoices and credit notes, newest first")
    public Listing<InvoiceDocument> list(
            @PathParam("account") String account,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @Nullable
                    String limit) {
        return invoices.page(accounts.require(account).id(), cursor, Listing.limit(limit));
    }

    @GET
    @Path("/{number}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One invoice or credit note; Accept: application/pdf gives the document")
    public InvoiceDocument one(@PathParam("account") String account, @PathParam("number") String number) {
        return invoices.require(accounts.require(account).id(), number);
    }

    @GET
    @Path("/{number}")
    @Produces(PDF)
    @Operation(hidden = true)
    public Response print(@PathParam("account") String account, @PathParam("number") String number) {
        InvoiceDocument document = invoices.require(accounts.require(account).id(), number);
        return Response.ok(pdf.print(document), PDF)
                .header("Content-Disposition", "inline; filename=\"" + document.number() + ".pdf\"")
                .build();
    }
}
