package com.clientmanager.credits.billing.purchase;

import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentDeclined;
import com.clientmanager.credits.billing.payment.PaymentIntent;
import com.clientmanager.credits.billing.payment.PaymentMethod;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.payment.TakePayment;
import com.clientmanager.credits.billing.plan.CreditPack;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.EntityTags;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Buys a credit pack: exactly one payment and exactly one grant per key, or neither, whatever dies on the way (R19).
 */
@ApplicationScoped
public class BuyCredits {
    private final PlanCatalogue catalogue;
    private final TakePayment payments;
    private final ObjectMapper json;

    BuyCredits(PlanCatalogue catalogue, TakePayment payments, ObjectMapper json) {
        this.catalogue = catalogue;
        this.payments = payments;
        this.json = json;
    }

    /**
     * Buys the pack.
     *
     * @param key names this purchase for all time within the account and buyer; the same key is the same purchase
     * @param by subject of the buyer's token
     * @return the payment: SUCCEEDED (paid, invoiced, the grant on its way), FAILED with the provider's reason, or
     *     UNKNOWN while the
     *     provider has not told (it is found out and ended by itself)
     * @throws Problem INVALID_FIELD for an unknown pack; IDEMPOTENCY_KEY_REUSED when the key bought another pack
     * @throws PaymentDeclined when the account has no card
     */
    public Payment buy(String account, String packId, String key, String by) {
        return buy(account, packId, Asked.of(key, by));
    }

    /**
     * The same for a caller that decided on an offer.
     *
     * @throws Problem ETAG_MISMATCH when pack, price or card are others now
     */
    public Payment buy(String account, String packId, Asked<Payment> asked) {
        CreditPack pack = catalogue
                .pack(packId)
                .orElseThrow(() -> Problem.field("pack", "There is no credit pack " + packId + "."));
        PaymentIntent intent = new PaymentIntent(
                PaymentIntent.idFrom("purchase", account, asked.by(), asked.key()),
                account,
                PaymentPurpose.PURCHASE,
                pack.price(),
                pack.name() + " pack",
                text(PackOrder.of(pack)),
                null,
                asked.by());
        return payments.take(intent, method -> asked.ifMatch().require(tag(pack, method)));
    }

    /** The tag of an offer: the pack with its price, and the card that would pay. */
    public static String tag(CreditPack pack, @Nullable PaymentMethod method) {
        return EntityTags.ofAll(List.of(pack, IfMatch.tagOrNothing(method == null ? null : method.tag())));
    }

    private String text(PackOrder order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order is always JSON", e);
        }
    }
}
