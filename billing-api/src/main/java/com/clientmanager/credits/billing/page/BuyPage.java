package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentDeclined;
import com.clientmanager.credits.billing.payment.PaymentMethod;
import com.clientmanager.credits.billing.payment.PaymentMethods;
import com.clientmanager.credits.billing.plan.CreditPack;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.purchase.BuyCredits;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.IfMatch;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Buying a credit pack: choose, confirm, pay; a declined card says why and what to do. */
@Path("/billing/buy")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.BILLING_MANAGE)
public class BuyPage {
    private static final int PAYMENT_REQUIRED = 402;

    private final Readers readers;
    private final Facts facts;
    private final PlanCatalogue catalogue;
    private final PaymentMethods methods;
    private final BuyCredits buyCredits;

    BuyPage(Readers readers, Facts facts, PlanCatalogue catalogue, PaymentMethods methods, BuyCredits buyCredits) {
        this.readers = readers;
        this.facts = facts;
        this.catalogue = catalogue;
        this.methods = methods;
        this.buyCredits = buyCredits;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance buy(Reader reader, PackOffer offer);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance form(@QueryParam("pack") @Nullable String pack) {
        return Templates.buy(readers.reader(), offer(pack, null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response pay(
            @FormParam("pack") @Nullable String pack, @FormParam("key") @Nullable String key, @BeanParam Drawn drawn) {
        Reader reader = readers.reader();
        String chosen = Objects.requireNonNullElse(pack, "");
        try {
            Payment payment = drawn.decide(
                    reader,
                    WayBack.present("/billing/buy?pack=" + chosen),
                    state -> buyCredits.buy(
                            reader.account(),
                            chosen,
                            new Asked<>(FormKey.of(key), reader.subject(), new IfMatch(state), unkept -> {})));
            DeclineReason reason = payment.reason();
            if (payment.failed() && reason != null) {
                return declined(reader, pack, reason);
            }
            return SeePage.at("/billing/done?payment=" + payment.id());
        } catch (PaymentDeclined refused) {
            return declined(reader, pack, refused.reason());
        }
    }

    private Response declined(Reader reader, @Nullable String pack, DeclineReason reason) {
        FormProblem problem =
                new FormProblem("The payment was declined. Nothing was charged.", reason.message(), cardAddress(pack));
        return Response.status(PAYMENT_REQUIRED)
                .entity(Templates.buy(reader, offer(pack, problem)))
                .build();
    }

    private static String cardAddress(@Nullable String pack) {
        return WayBack.throughCard("/billing/buy?pack=" + pack);
    }

    private PackOffer offer(@Nullable String pack, @Nullable FormProblem problem) {
        Reader reader = readers.reader();
        String account = reader.account();
        Optional<CreditPack> chosen = pack == null ? Optional.empty() : catalogue.pack(pack);
        String middle =
                catalogue.creditPacks().get(catalogue.creditPacks().size() / 2).id();
        PaymentMethod method = methods.of(account).orElse(null);
        BalanceView balance = facts.balance(account);
        return new PackOffer(
                catalogue.creditPacks(),
                middle,
                chosen.orElse(null),
                method == null ? null : Words.card(method.card()),
                balance.available(),
                balance.overdraft(),
                chosen.map(found -> balance.availableAfter(found.credits())).orElse(null),
                cardAddress(chosen.map(CreditPack::id).orElse(middle)),
                UUID.randomUUID().toString(),
                Drawn.Fields.of(
                        reader,
                        chosen.map(found -> BuyCredits.tag(found, method)).orElse("")),
                problem);
    }
}
