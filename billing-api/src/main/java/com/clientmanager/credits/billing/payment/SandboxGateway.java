package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Approved;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Declined;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Unknown;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider for local use and tests that moves no real money.
 *
 * <p>It keeps books of its own, and refuses to be asked inside a transaction: like a real provider it remembers a
 * charge whatever becomes of the caller. Its tokens are in docs/payments.md.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NEVER)
public class SandboxGateway implements PaymentGateway {
    private static final DeclineReason NO_SUCH_TOKEN =
            new DeclineReason("invalid_token", "The payment provider does not know this card any more. Add it again.");
    private static final DeclineReason MORE_THAN_CHARGED =
            new DeclineReason("refund_exceeds_charge", "The refund is more than what is left of the charge.");
    private static final DeclineReason KEY_REUSED =
            new DeclineReason("key_reused", "The provider has seen this key with another amount.");

    private final Sql sql;
    private final Duration late;
    private final Duration patience;

    SandboxGateway(
            Sql sql,
            @ConfigProperty(name = "credits.payments.sandbox.late", defaultValue = "8s") Duration late,
            @ConfigProperty(name = "credits.payments.gateway-timeout", defaultValue = "5s") Duration patience) {
        this.sql = sql;
        this.late = late;
        this.patience = patience;
    }

    @Override
    public GatewayAnswer charge(String key, String token, Money amount, String description) {
        Optional<SandboxToken> known = SandboxToken.of(token);
        if (known.isEmpty()) {
            return write(key, "CHARGE", token, null, amount, NO_SUCH_TOKEN);
        }
        Optional<GatewayAnswer> before = find(key);
        if (before.isPresent()) {
            return sameAmount(key, amount) ? before.get() : new Declined(KEY_REUSED);
        }
        SandboxToken card = known.get();
        return switch (card.behaviour) {
            case APPROVES, DECLINES -> write(key, "CHARGE", token, null, amount, card.reason);
            case CHARGES_WITHOUT_ANSWER -> {
                write(key, "CHARGE", token, null, amount, null);
                yield new Unknown("the sandbox charged the card and did not answer");
            }
            case LOSES_THE_REQUEST -> new Unknown("the sandbox lost the request");
            case ANSWERS_LATE -> answerLate(key, token, amount);
        };
    }

    @Override
    public GatewayAnswer refund(String key, String chargeKey, Money amount) {
        long left = sql.find("""
                        SELECT coalesce(sum(CASE WHEN kind = 'CHARGE' THEN amount_minor ELSE -amount_minor END), 0) AS
                          amount
                        FROM sandbox_gateway.movement
                        WHERE outcome = 'APPROVED' AND key <> ? AND
                          (key = ? OR charge_key = ?)""", row -> row.number("amount"), key, chargeKey, chargeKey)
                .orElse(0L);
        return write(key, "REFUND", null, chargeKey, amount, amount.amountMinor() > left ? MORE_THAN_CHARGED : null);
    }

    @Override
    public Optional<GatewayAnswer> find(String key) {
        return sql.find(
                "SELECT outcome, reason_code, reason_message, reference FROM sandbox_gateway.movement WHERE key = ?",
                SandboxGateway::answer,
                key);
    }

    @Override
    public GatewayAnswer abandon(String key) {
        sql.update(
                "INSERT INTO sandbox_gateway.movement (key, kind, outcome, reference) VALUES (?, 'NOTHING',"
                        + " 'ABANDONED', ?)"
                        + " ON CONFLICT (key) DO NOTHING",
                key,
                "sbx_" + key);
        return find(key).orElseThrow();
    }

    @Override
    public Optional<Card> card(String token) {
        return SandboxToken.of(token).map(known -> known.card);
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public String fingerprint(String token) {
        return SandboxToken.of(token).map(known -> known.token).orElse(token);
    }

    /**
     * The first writer of a key decides, whoever else is at it at the same time: the primary key is the provider's
     * lock.
     */
    private GatewayAnswer write(
            String key,
            String kind,
            @Nullable String token,
            @Nullable String chargeKey,
            Money amount,
            @Nullable DeclineReason refused) {
        sql.update(
                """
                INSERT INTO sandbox_gateway.movement
                    (key, kind, token, charge_key, amount_minor, currency, outcome, reason_code, reason_message,
                      reference)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING""",
                key,
                kind,
                token,
                chargeKey,
                amount.amountMinor(),
                amount.currency(),
                refused == null ? "APPROVED" : "DECLINED",
                refused == null ? null : refused.code(),
                refused == null ? null : refused.message(),
                "sbx_" + key);
        return find(key).orElseThrow();
    }

    private GatewayAnswer answerLate(String key, String token, Money amount) {
        Thread working = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(late);
                write(key, "CHARGE", token, null, amount, null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            if (working.join(patience)) {
                return find(key).orElse(new Unknown("the sandbox failed while answering late"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Unknown("the sandbox did not answer within " + patience.toMillis() + " ms");
    }

    private boolean sameAmount(String key, Money amount) {
        return sql.find(
                        "SELECT amount_minor, currency FROM sandbox_gateway.movement WHERE key = ?",
                        row -> row.textOrNull("currency") == null
                                || amount.equals(new Money(row.number("amount_minor"), row.text("currency"))),
                        key)
                .orElse(true);
    }

    private static GatewayAnswer answer(Row row) throws SQLException {
        return switch (row.text("outcome")) {
            case "APPROVED" -> new Approved(row.text("reference"));
            case "ABANDONED" -> new Declined(DeclineReason.INTERRUPTED);
            default -> new Declined(new DeclineReason(row.text("reason_code"), row.text("reason_message")));
        };
    }
}
