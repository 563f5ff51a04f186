package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentIntent;
import com.clientmanager.credits.billing.renewal.CollectFees;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.IfMatch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

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

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response pay(@FormParam("key") @Nullable String key, @BeanParam Drawn drawn) {
        Reader reader = readers.reader();
        List<Payment> tried = drawn.decide(reader, "/billing", state -> pay(reader, FormKey.of(key), state));
        return SeePage.at(
                tried.isEmpty()
                        ? "/billing"
                        : "/billing/done?payment=" + tried.getLast().id());
    }

    private List<Payment> pay(Reader reader, String key, String state) {
        String request = PaymentIntent.idFrom("pay-now", reader.account(), reader.subject(), key);
        return fees.payOpen(
                reader.account(), request, new Asked<>(key, reader.subject(), new IfMatch(state), unkept -> {}));
    }
}
