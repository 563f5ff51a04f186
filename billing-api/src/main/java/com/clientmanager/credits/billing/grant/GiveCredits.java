package com.clientmanager.credits.billing.grant;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.UsageLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives an account promotional credits (R10). */
@ApplicationScoped
public class GiveCredits {
    /** A billion credits: far above any promotion, far below an overflow of sums. */
    private static final Credits MOST = Credits.parse("1000000000");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_NOTE = 200;

    private final Outbox outbox;
    private final Audit audit;
    private final SignedIn signedIn;
    private final Clock clock;

    GiveCredits(Outbox outbox, Audit audit, SignedIn signedIn, Clock clock) {
        this.outbox = outbox;
        this.audit = audit;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /** What an operator sends; expiresAt absent means never. */
    public record Order(
            @Nullable Credits amount,
            @Nullable Instant expiresAt,
            @Nullable String note) {}

    /** The grant as ordered; the ledger line GRANT with this id confirms it. */
    public record Given(
            String id,
            String source,
            Credits amount,
            @Nullable Instant expiresAt,
            @Nullable String note) {}

    /**
     * The engine grants the id once, however often the order reaches it. @throws Problem INVALID_FIELD naming the field
     */
    @Transactional
    public Given give(String account, Order order) {
        Credits amount = order.amount();
        if (amount == null || !amount.isPositive() || amount.compareTo(MOST) > 0) {
            throw Problem.field("amount", "amount is a decimal string above 0, at most " + MOST + ".");
        }
        Instant expiresAt = order.expiresAt();
        if (expiresAt != null && (!expiresAt.isAfter(clock.instant()) || expiresAt.isAfter(LATEST))) {
            throw Problem.field("expiresAt", "expiresAt lies in the future, before " + LATEST + ".");
        }
        if (UsageLimits.optional("note", order.note(), LONGEST_NOTE) != null) {
            throw Problem.field("note", "note has at most 200 characters, none of them a control character.");
        }
        String id = "promo-" + UUID.randomUUID();
        GrantCredits command = new GrantCredits();
        command.setGrantId(id);
        command.setSource("PROMOTIONAL");
        command.setAmountMicros(amount.micros());
        if (expiresAt != null) {
            command.setExpiresAt(expiresAt.truncatedTo(ChronoUnit.MILLIS));
        }
        if (order.note() != null) {
            command.setNote(order.note());
        }
        Map<String, Object> detail = new LinkedHashMap<>(Map.of("grant", id, "amount", amount.toString()));
        if (order.note() != null) {
            detail.put("note", order.note());
        }
        Act act = audit.act(signedIn.subject(), account, "grant.given", detail);
        outbox.command(act, "grant-" + id, command);
        return new Given(id, "PROMOTIONAL", amount, expiresAt, order.note());
    }
}
