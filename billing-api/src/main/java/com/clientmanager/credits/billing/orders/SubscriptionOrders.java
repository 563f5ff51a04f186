package com.clientmanager.credits.billing.orders;

import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.SchedulePlan;
import com.clientmanager.credits.schemas.UpgradePlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends what changes a subscription and remembers it, so that the next decision counts it in before the engine has
 * answered.
 */
@ApplicationScoped
public class SubscriptionOrders {
    /** True of an order `o` that no ledger line answers. */
    public static final String IS_UNANSWERED =
            "NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.command_id = o.command_id)";

    /**
     * Selects the orders of a subscription `s` that have no answer, oldest first, for {@link Course#of}. In one
     * statement with the balance: an order's answer and the balance after it become visible together.
     */
    public static final String UNANSWERED =
            "(SELECT string_agg(o.kind || '=' || coalesce(o.plan, ''), ';' ORDER BY o.n) FROM subscription_command o"
                    + " WHERE o.account_id = s.account_id AND " + IS_UNANSWERED + ") AS unanswered";

    private final Outbox outbox;
    private final Sql sql;
    private final Clock clock;

    SubscriptionOrders(Outbox outbox, Sql sql, Clock clock) {
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Holds the account's row until the transaction ends: two decisions about one subscription come one after the
     * other.
     *
     * @throws Problem NOT_FOUND
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void hold(String account) {
        if (sql.list("SELECT id FROM account WHERE id = ? FOR UPDATE", row -> row.text("id"), account)
                .isEmpty()) {
            throw Problem.notFound();
        }
    }

    /**
     * Sends the order in the caller's transaction, which holds the account; the subscription's ETag changes with it.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void send(Act act, String commandId, SpecificRecord command) {
        outbox.command(act, commandId, command);
        sql.update(
                "INSERT INTO subscription_command (account_id, command_id, kind, plan, issued_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                act.account(),
                commandId,
                command.getSchema().getName(),
                plan(command),
                clock.instant());
        sql.update("UPDATE subscription SET version = version + 1 WHERE account_id = ?", act.account());
    }

    /** Whether this very order was given before: the same form, sent twice. */
    public boolean sent(String commandId) {
        return sql.find("SELECT n FROM subscription_command WHERE command_id = ?", row -> true, commandId)
                .isPresent();
    }

    /** Where the subscription stands; empty before the engine's first line. */
    public Optional<Course> course(String account) {
        return sql.find(
                "SELECT b.plan, b.pending_plan, b.subscription_status, " + UNANSWERED + " FROM subscription s"
                        + " JOIN balance b ON b.account_id = s.account_id"
                        + " WHERE s.account_id = ? AND b.plan IS NOT NULL AND b.subscription_status IS NOT NULL",
                row -> Course.of(
                        row.text("plan"),
                        row.textOrNull("pending_plan"),
                        row.text("subscription_status"),
                        row.textOrNull("unanswered")),
                account);
    }

    private static @Nullable String plan(SpecificRecord command) {
        PlanTerms terms = switch (command) {
            case UpgradePlan upgrade -> upgrade.getPlan();
            case SchedulePlan schedule -> schedule.getPlan();
            default -> null;
        };
        return terms == null ? null : terms.getPlan();
    }
}
