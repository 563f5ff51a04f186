package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.fold.Account;
import com.clientmanager.credits.auditor.fold.LedgerFold;
import com.clientmanager.credits.auditor.record.Balance;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what a live part says of each account with the fold, at the very line that the live part had reached. */
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
        Balance said = balances.get(account.id());
        if (said == null || said.seq() != account.seq()) {
            return;
        }
        Balance counted = account.asBalance();
        differ(said, "available", said.available(), counted.available());
        differ(said, "overdraft", said.overdraft(), counted.overdraft());
        differ(said, "used this cycle", said.used(), counted.used());
        differ(said, "allowance granted", said.allowanceGranted(), counted.allowanceGranted());
        differ(said, "allowance left", said.allowanceLeft(), counted.allowanceLeft());
        differ(said, "plan", said.plan(), counted.plan());
        differ(said, "pending plan", said.pendingPlan(), counted.pendingPlan());
        differ(said, "status", said.status(), counted.status());
        differ(said, "cycle", said.cycle(), counted.cycle());
        differ(said, "cycle start", said.cycleStart(), counted.cycleStart());
        differ(said, "cycle end", said.cycleEnd(), counted.cycleEnd());
        differ(said, "left by grant", said.left(), counted.left());
    }

    private void differ(Balance said, String what, @Nullable Object stated, @Nullable Object counted) {
        if (!Objects.equals(stated, counted)) {
            findings.add(
                    kind,
                    said.account() + " at line " + said.seq() + ", " + said.where() + ": " + what + " is " + stated
                            + ", counted " + counted);
        }
    }

    /** Balances that claim lines the ledger does not have, also of accounts that no line ever touched. */
    void finish(LedgerFold fold) {
        balances.forEach((id, said) -> {
            Account account = fold.account(id);
            long end = account == null ? 0 : account.seq();
            if (account == null || end < said.seq()) {
                findings.add(
                        kind, id + ", " + said.where() + ": claims line " + said.seq() + ", the ledger ends at " + end);
            }
        });
    }

    /** Whether the account's balance includes a line. */
    boolean includes(String account, long seq) {
        Balance said = balances.get(account);
        return said != null && said.seq() >= seq;
    }
}
