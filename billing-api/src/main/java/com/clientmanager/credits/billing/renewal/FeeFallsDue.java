package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.projection.LedgerFollower;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes a cycle's fee due when the ledger grants that cycle's allowance: one fee per subscription and cycle, in the
 * projector's transaction (R18).
 *
 * <p>Not billed are cycles that had ended when the account was opened here, the one that ran then if the account says
 * that it was paid elsewhere (decision 0021), cycles that had ended when their line was written, and cycles that a
 * cancellation had been ordered before. A cycle without an allowance (suspended) has no such line. The first cycle
 * billed here waits for a card.
 */
@ApplicationScoped
class FeeFallsDue implements LedgerFollower {
    private static final Logger LOG = Logger.getLogger(FeeFallsDue.class);
    private final Sql sql;
    private final PlanCatalogue catalogue;
    private final Clock clock;

    FeeFallsDue(Sql sql, PlanCatalogue catalogue, Clock clock) {
        this.sql = sql;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public void follow(LedgerEntryPosted line) {
        if (beginsPaidCycle(line)) {
            Optional<Plan> plan = catalogue.plan(line.getPlan());
            plan.ifPresentOrElse(
                    known -> fallDue(line, known),
                    () -> LOG.errorf(
                            "account %s is on plan %s, which has no price", line.getAccount(), line.getPlan()));
        }
    }

    private static boolean beginsPaidCycle(LedgerEntryPosted line) {
        GrantTerms grant = line.getGrant();
        return "GRANT".equals(line.getType())
                && grant != null
                && "ALLOWANCE".equals(grant.getSource())
                && line.getPlan() != null
                && line.getSubscriptionId() != null
                && line.getCycle() != null
                && line.getCycleStart() != null
                && line.getCycleEnd() != null
                && grant.getEffectiveAt().equals(line.getCycleStart())
                && line.getRecordedAt().isBefore(line.getCycleEnd());
    }

    private void fallDue(LedgerEntryPosted line, Plan plan) {
        Instant start = line.getCycleStart();
        sql.update(
                """
                INSERT INTO fee (subscription_id, cycle, account_id, plan, amount_minor, currency, cycle_start,
                  cycle_end, status,
                    next_attempt_at)
                SELECT ?, ?, a.id, ?, ?, ?, ?, ?,
                       CASE WHEN ? = 0 THEN 'PAID' WHEN ? <= a.opened_at THEN 'AWAITING_CARD' ELSE 'DUE' END,
                       CASE WHEN ? > 0 THEN ?::timestamptz END
                FROM account a WHERE a.id = ? AND a.opened_at < ? AND NOT (a.running_cycle_paid AND ? <= a.opened_at)
                  AND NOT EXISTS (SELECT 1 FROM cancellation c WHERE c.subscription_id = ? AND c.withdrawn_at IS NULL
                                  AND c.requested_at < ?)
                ON CONFLICT (subscription_id, cycle) DO NOTHING""",
                line.getSubscriptionId(),
                line.getCycle(),
                plan.id(),
                plan.fee().amountMinor(),
                plan.fee().currency(),
                start,
                line.getCycleEnd(),
                plan.fee().amountMinor(),
                start,
                plan.fee().amountMinor(),
                clock.instant(),
                line.getAccount(),
                line.getCycleEnd(),
                start,
                line.getSubscriptionId(),
                start);
    }
}
