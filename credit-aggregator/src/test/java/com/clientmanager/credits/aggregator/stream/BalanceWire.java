package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.Grant;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.Subscription;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.GrantBalance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says an account of the core as credit.balances.v1 says it. */
final class BalanceWire {
    private BalanceWire() {}

    /** The balance after the last ledger line, which was recorded at {@code asOf}. */
    static AccountBalance balance(CreditAccount account, Instant asOf) {
        AccountBalance said = new AccountBalance();
        said.setAccount(account.id());
        said.setLedgerSeq(account.lastSeq());
        said.setAvailableMicros(account.available().micros());
        said.setOverdraftMicros(account.overdraft().micros());
        said.setUsedThisCycleMicros(account.usedThisCycle().micros());
        said.setAllowanceGrantedMicros(account.allowanceGranted().micros());
        said.setAllowanceLeftMicros(account.allowanceLeft().micros());
        said.setGrants(grants(account.grants()));
        said.setAsOf(asOf);
        Subscription subscription = account.subscription();
        if (subscription != null) {
            said.setPlan(subscription.plan().plan());
            PlanTerms pending = subscription.pendingPlan();
            said.setPendingPlan(pending == null ? null : pending.plan());
            said.setSubscriptionStatus(subscription.status().name());
            said.setCycle(subscription.cycle());
            said.setCycleStart(subscription.cycleStart());
            said.setCycleEnd(subscription.cycleEnd());
        }
        return said;
    }

    private static List<GrantBalance> grants(List<Grant> grants) {
        List<GrantBalance> said = new ArrayList<>(grants.size());
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            if (grant.left().isPositive()) {
                said.add(new GrantBalance(
                        grant.id(),
                        grant.source().name(),
                        grant.amount().micros(),
                        grant.left().micros(),
                        grant.effectiveAt(),
                        grant.expiresAt(),
                        grant.source().priority(),
                        grant.name()));
            }
        }
        return said;
    }
}
