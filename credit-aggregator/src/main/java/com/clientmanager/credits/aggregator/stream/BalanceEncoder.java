package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.Grant;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.Subscription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says an account of the core as credit.balances.v1 says it: the fields of AccountBalance, in the schema's order, by
 * hand as {@link LedgerEncoder}.
 */
final class BalanceEncoder {
    private final AvroBytes out = new AvroBytes();

    /** The balance after the last ledger line, which was recorded at {@code asOf}. */
    byte[] encode(int schemaId, CreditAccount account, Instant asOf) {
        out.start(schemaId);
        out.putText(account.id());
        out.putLong(account.lastSeq());
        out.putLong(account.available().micros());
        out.putLong(account.overdraft().micros());
        out.putLong(account.usedThisCycle().micros());
        out.putLong(account.allowanceGranted().micros());
        out.putLong(account.allowanceLeft().micros());
        putSubscription(account.subscription());
        putGrants(account.grants());
        out.putTime(asOf);
        putHolds();
        return out.toByteArray();
    }

    /**
     * heldMicros, policy, limitMicros, revision: nothing holds credits yet (R22), and nothing limits what is
     * outstanding (R26).
     */
    private void putHolds() {
        out.putLong(0);
        out.putTextOrNull(null);
        out.putLong(0);
        out.putLong(0);
    }

    private void putSubscription(@Nullable Subscription subscription) {
        PlanTerms pending = subscription == null ? null : subscription.pendingPlan();
        out.putTextOrNull(subscription == null ? null : subscription.plan().plan());
        out.putTextOrNull(pending == null ? null : pending.plan());
        out.putTextOrNull(subscription == null ? null : subscription.status().name());
        out.putLongOrNull(subscription != null, subscription == null ? 0 : subscription.cycle());
        out.putTimeOrNull(subscription == null ? null : subscription.cycleStart());
        out.putTimeOrNull(subscription == null ? null : subscription.cycleEnd());
    }

    private void putGrants(List<Grant> grants) {
        int left = 0;
        for (int i = 0; i < grants.size(); i++) {
            left += grants.get(i).left().isPositive() ? 1 : 0;
        }
        if (left > 0) {
            out.putLong(left);
        }
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            if (grant.left().isPositive()) {
                out.putText(grant.id());
                out.putText(grant.source().name());
                out.putLong(grant.amount().micros());
                out.putLong(grant.left().micros());
                out.putTime(grant.effectiveAt());
                out.putTimeOrNull(grant.expiresAt());
                out.putLong(grant.source().priority());
                out.putTextOrNull(grant.name());
            }
        }
        out.putEnd();
    }
}
