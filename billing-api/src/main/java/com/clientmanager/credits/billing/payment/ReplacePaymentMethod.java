package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;

/** Makes a card the one an account pays with, and lets whoever waits for a card know. */
@ApplicationScoped
@Transactional(Transactional.TxType.NEVER)
public class ReplacePaymentMethod {
    private final PaymentGateway gateway;
    private final PaymentMethods methods;
    private final DeclineLimit limit;
    private final Audit audit;
    private final Event<Replaced> replaced;
    private final Clock clock;

    ReplacePaymentMethod(
            PaymentGateway gateway,
            PaymentMethods methods,
            DeclineLimit limit,
            Audit audit,
            Event<Replaced> replaced,
            Clock clock) {
        this.limit = limit;
        this.gateway = gateway;
        this.methods = methods;
        this.audit = audit;
        this.replaced = replaced;
        this.clock = clock;
    }

    /** An account has a new card; fired after it is committed and before the caller has its answer. */
    public record Replaced(String account, String by) {}

    /**
     * Variant without If-Match and without idempotent replay.
     *
     * @throws Problem INVALID_FIELD for a token unknown to the gateway
     */
    public PaymentMethod replace(String account, String token, String by) {
        return replace(account, token, Asked.of("", by));
    }

    /**
     * Keeps the card and lets others know.
     *
     * @throws Problem INVALID_FIELD for a token the gateway does not know; ETAG_MISMATCH when the caller decided on
     *     another card
     * @throws TooManyDeclines after too many declined cards or payments
     */
    public PaymentMethod replace(String account, String token, Asked<PaymentMethod> asked) {
        String by = asked.by();
        limit.admitCard(account, token);
        Card card = gateway.card(token)
                .orElseThrow(() -> Problem.field("token", "The payment provider does not know this token."));
        limit.known(account, token);
        PaymentMethod method = new PaymentMethod(account, token, card, clock.instant());
        QuarkusTransaction.requiringNew().run(() -> {
            asked.ifMatch()
                    .require(methods.hold(account).map(PaymentMethod::tag).orElse(null));
            methods.keep(method, by);
            audit.record(by, account, "payment-method.replaced", Map.of("brand", card.brand(), "last4", card.last4()));
            asked.keep().accept(method);
        });
        replaced.fire(new Replaced(account, by));
        return method;
    }
}
