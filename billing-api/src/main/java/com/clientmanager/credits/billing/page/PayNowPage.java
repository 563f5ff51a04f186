package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.renewal.CollectFees;
import com.clientmanager.credits.billing.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Paying an overdue fee at once with the card on file (R18). */
@Path("/billing/pay-now")
@RolesAllowed(Roles.BILLING_MANAGE)
public class PayNowPage {
    private final Readers readers;
    private final CollectFees fees;

    PayNowPage(Readers readers, CollectFees fees) {
        this.readers = readers;
        this.fees = fees;
    }

    /** Needs no key: a fee is tried by one request at a time and paid once, whoever asks. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response pay() {
        Reader reader = readers.reader();
        List<Payment> tried = fees.payOpen(reader.account(), reader.subject());
        return SeePage.at(
                tried.isEmpty()
                        ? "/billing"
                        : "/billing/done?payment=" + tried.getLast().id());
    }
}
