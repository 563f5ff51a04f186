package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits declined attempts by account and by card: once the limit is reached, the next attempt is refused until the
 * oldest of them leaves the window. Successes, outages and the system's own attempts (dunning) do not count. Attempts
 * in progress with a card that has not paid yet count as declined, or many concurrent ones would all pass.
 */
@ApplicationScoped
class DeclineLimit {
    /** The system's own attempts, which are never limited. */
    private static final String SYSTEM = "system";
    /** A payment still INTENDED after this long is no longer in progress. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String CARD = "encode(sha256(convert_to(?, 'UTF8')), 'hex')";
    private static final String ATTEMPTS =
            "SELECT count(*) AS n FROM payment WHERE status = 'INTENDED' AND intended_by <> 'system'"
                    + " AND purpose <> 'REFUND' AND intended_at > ? AND ";

    private final Sql sql;
    private final PaymentGateway gateway;
    private final Clock clock;
    private final int perAccount;
    private final int perCard;
    private final Duration window;

    DeclineLimit(
            Sql sql,
            PaymentGateway gateway,
            Clock clock,
            @ConfigProperty(name = "credits.payments.declines-per-account", defaultValue = "5") int perAccount,
            @ConfigProperty(name = "credits.payments.declines-per-card", defaultValue = "10") int perCard,
            @ConfigProperty(name = "credits.payments.decline-window", defaultValue = "10m") Duration window) {
        this.sql = sql;
        this.gateway = gateway;
        this.clock = clock;
        this.perAccount = perAccount;
        this.perCard = perCard;
        this.window = window;
    }

    /**
     * Lets a new payment be tried; the account, and a card that has not paid yet, are held until the transaction ends.
     *
     * @throws TooManyDeclines when earlier ones were declined too often
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void admit(PaymentIntent intent, String token) {
        if (intent.by().equals(SYSTEM) || intent.purpose() == PaymentPurpose.REFUND) {
            return;
        }
        String account = intent.account();
        hold(account);
        if (hasPaid(account, token)) {
            admit(account, token, 0, 0);
            return;
        }
        Instant since = clock.instant().minus(UNDER_WAY);
        holdCard(token);
        admit(
                account,
                token,
                count(ATTEMPTS + "account_id = ?", since, account),
                count(ATTEMPTS + "token = ?", since, token));
    }

    /**
     * Lets a card be shown to the provider, and counts it as declined until {@link #known} says otherwise.
     *
     * @throws TooManyDeclines when earlier ones were declined too often
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void admitCard(String account, String token) {
        hold(account);
        admit(account, token, 0, 0);
        write(account, token);
    }

    /** The provider accepted the card: takes the count back. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void known(String account, String token) {
        sql.update(
                "DELETE FROM declined_attempt"
                        + " WHERE n = (SELECT max(n) FROM declined_attempt WHERE account_id = ? AND card = "
                        + CARD + ")",
                account,
                gateway.fingerprint(token));
    }

    /** In the transaction that ends the payment. */
    @Transactional(Transactional.TxType.MANDATORY)
    void declined(Payment payment, String token, DeclineReason reason) {
        boolean cardRefused = payment.purpose() != PaymentPurpose.REFUND && !reason.equals(DeclineReason.INTERRUPTED);
        if (cardRefused && !payment.intendedBy().equals(SYSTEM)) {
            write(payment.account(), token);
        }
    }

    private void admit(String account, String token, long underWay, long underWayWithCard) {
        require("account_id = ?", account, perAccount, underWay);
        require("card = " + CARD, gateway.fingerprint(token), perCard, underWayWithCard);
    }

    private void require(String whose, String value, int most, long underWay) {
        Instant now = clock.instant();
        List<Instant> declined = sql.list(
                "SELECT at FROM declined_attempt WHERE " + whose + " AND at > ? ORDER BY at DESC LIMIT ?",
                row -> row.instant("at"),
                value,
                now.minus(window),
                most);
        if (declined.size() >= most) {
            Duration wait = Duration.between(now, declined.getLast().plus(window));
            throw new TooManyDeclines(wait.compareTo(window) > 0 ? window : wait);
        }
        if (declined.size() + underWay >= most) {
            throw new TooManyDeclines(A_MOMENT);
        }
    }

    private void write(String account, String token) {
        Instant now = clock.instant();
        sql.update("DELETE FROM declined_attempt WHERE at < ?", now.minus(KEPT));
        sql.update(
                "INSERT INTO declined_attempt (account_id, card, at) VALUES (?, " + CARD + ", ?)",
                account,
                gateway.fingerprint(token),
                now);
    }

    private boolean hasPaid(String account, String token) {
        return sql.find(
                        "SELECT status FROM payment WHERE account_id = ? AND token = ?"
                                + " AND status IN ('SUCCEEDED', 'FAILED') AND purpose <> 'REFUND'"
                                + " ORDER BY n DESC LIMIT 1",
                        row -> row.text("status").equals("SUCCEEDED"),
                        account,
                        token)
                .orElse(false);
    }

    private long count(String query, Object... arguments) {
        return sql.find(query, row -> row.number("n"), arguments).orElse(0L);
    }

    private void hold(String account) {
        sql.list("SELECT id FROM account WHERE id = ? FOR UPDATE", row -> row.text("id"), account);
    }

    private void holdCard(String token) {
        sql.find("SELECT pg_advisory_xact_lock(7002, hashtext(?))", row -> true, gateway.fingerprint(token));
    }
}
