package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.fold.Account;
import com.clientmanager.credits.auditor.fold.LedgerFold;
import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.Balance.GrantState;
import com.clientmanager.credits.auditor.record.GrantTerms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the balances of a live part with the fold, at the very entry that the live part had reached. */
final class BalanceAudit {
    private final Findings findings;
    private final Kind kind;
    private final Map<String, Balance> balances = new HashMap<>();

    BalanceAudit(Findings findings, Kind kind) {
        this.findings = findings;
        this.kind = kind;
    }

    /** A later one of the same account takes the place of an earlier one, as on a compacted topic. */
    void add(Balance balance) {
        balances.put(balance.account(), balance);
    }

    void compare(Account account) {
        Balance stated = balances.get(account.id());
        if (stated == null || stated.seq() != account.seq()) {
            return;
        }
        Balance counted = account.asBalance();
        Differences found = new Differences("counted")
                .field("availableMicros", stated.available(), counted.available())
                .field("overdraftMicros", stated.overdraft(), counted.overdraft())
                .field("usedThisCycleMicros", stated.used(), counted.used())
                .field("allowanceGrantedMicros", stated.allowanceGranted(), counted.allowanceGranted())
                .field("allowanceLeftMicros", stated.allowanceLeft(), counted.allowanceLeft())
                .field("plan", stated.plan(), counted.plan())
                .field("pendingPlan", stated.pendingPlan(), counted.pendingPlan())
                .field("subscriptionStatus", stated.status(), counted.status())
                .field("cycle", stated.cycle(), counted.cycle())
                .time("cycleStart", stated.cycleStart(), counted.cycleStart())
                .time("cycleEnd", stated.cycleEnd(), counted.cycleEnd())
                .field("heldMicros", stated.held(), counted.held())
                .field("policy", stated.policy(), counted.policy())
                .field("limitMicros", stated.limit(), counted.limit())
                .field("revision", stated.revision(), counted.revision());
        compareGrants(found, stated.grants(), counted.grants());
        String difference = found.textOrNull();
        if (difference != null) {
            findings.add(
                    kind, stated.account() + " at entry " + stated.seq() + ", " + stated.where() + ": " + difference);
        }
    }

    private static void compareGrants(
            Differences found, Map<String, GrantState> stated, Map<String, GrantState> counted) {
        found.field("grants in burn-down order", List.copyOf(stated.keySet()), List.copyOf(counted.keySet()));
        counted.forEach((id, right) -> {
            GrantState grant = stated.get(id);
            if (grant == null) {
                return;
            }
            GrantTerms terms = grant.terms();
            String here = "grant " + id + " ";
            found.field(here + "leftMicros", grant.left(), right.left())
                    .field(here + "source", terms.source(), right.terms().source())
                    .field(here + "amountMicros", terms.amount(), right.terms().amount())
                    .time(
                            here + "effectiveAt",
                            terms.effectiveAt(),
                            right.terms().effectiveAt())
                    .time(here + "expiresAt", terms.expiresAt(), right.terms().expiresAt())
                    .field(here + "priority", terms.priority(), right.terms().priority())
                    .field(here + "name", terms.name(), right.terms().name());
        });
    }

    /** Balances that claim entries the ledger does not have, also of accounts that no entry ever touched. */
    void finish(LedgerFold fold) {
        balances.forEach((id, stated) -> {
            Account account = fold.account(id);
            long end = account == null ? 0 : account.seq();
            if (account == null || end < stated.seq()) {
                findings.add(
                        kind,
                        id + ", " + stated.where() + ": claims entry " + stated.seq() + ", the ledger ends at " + end);
            }
        });
    }

    /** Whether the account's balance includes an entry. */
    boolean includes(String account, long seq) {
        Balance stated = balances.get(account);
        return stated != null && stated.seq() >= seq;
    }
}
