package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One account counted again from its entries, in whole micro-credits of any size. Each entry is applied as it is, right
 * or wrong, so that one
 * fault is one finding; what it should have been is for {@link AccountFold}.
 */
public final class Account {
    final String id;
    final List<Grant> inOrder = new ArrayList<>();
    final Set<Long> reversed = new HashSet<>();
    final Totals totals = new Totals();
    private final Map<String, Grant> grants = new HashMap<>();
    final PlanHistory plans = new PlanHistory();
    private long seq;
    private BigInteger balance = BigInteger.ZERO;
    private BigInteger available = BigInteger.ZERO;
    private BigInteger overdraft = BigInteger.ZERO;
    BigInteger used = BigInteger.ZERO;
    /** Of the reversal that comes next: how much returns to grants that had repaid overdraft. */
    BigInteger returnsFromDebt = BigInteger.ZERO;

    @Nullable
    Subscription subscription;

    Account(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public long seq() {
        return seq;
    }

    public BigInteger available() {
        return available;
    }

    public BigInteger overdraft() {
        return overdraft;
    }

    public BigInteger balance() {
        return balance;
    }

    public Totals totals() {
        return totals;
    }

    @Nullable
    Grant grant(String grantId) {
        return grants.get(grantId);
    }

    /** The plan whose prices hold at a time, once every boundary up to then is applied; null: none. */
    public @Nullable String planAt(long time) {
        return plans.at(time);
    }

    /** Which grants should pay a charge for a time, and how much (R8, R9). */
    public List<Allocation> payersOf(long time, BigInteger charge) {
        return ChargeRules.due(this, time, charge);
    }

    /** When time alone will bring the next entry, in milliseconds; never: the greatest number. */
    public long nextDue() {
        DueEntry due = DueEntry.next(this);
        return due == null ? Grant.NEVER : due.moment();
    }

    boolean isInRunningCycle(long time) {
        return subscription != null && subscription.isInRunningCycle(time);
    }

    @Nullable
    Cycle cycleOf(long time) {
        return subscription == null ? null : subscription.cycleOf(time);
    }

    /** The entry of the account's history that follows {@link #seq()}. */
    void apply(LedgerEntry entry, Findings findings) {
        if (entry.seq() != seq + 1) {
            findings.add(Kind.NUMBER_GAP, id + ": entry " + entry.seq() + " follows entry " + seq);
        }
        seq = entry.seq();
        BigInteger amount = BigInteger.valueOf(entry.amount());
        move(entry, amount, findings);
        BigInteger expected = balance.add(amount);
        balance = BigInteger.valueOf(entry.balance());
        if (!expected.equals(balance)) {
            findings.add(Kind.BALANCE_CHAIN, entry.place() + ": balance " + balance + ", expected " + expected);
        }
        checkGrantLeft(entry, findings);
        checkFigures(entry, findings);
    }

    private void move(LedgerEntry entry, BigInteger amount, Findings findings) {
        totals.add(entry, amount);
        switch (entry.type()) {
            case "GRANT" -> add(entry, amount, findings);
            case "CHARGE" -> {
                used = isInRunningCycle(entry.occurredAt()) ? used.subtract(amount) : used;
                settle(entry, amount, findings);
            }
            case "REVERSAL" -> giveBack(entry, amount, findings);
            case "OVERDRAFT_REPAID" -> repay(entry, findings);
            case "EXPIRY", "REVOCATION", "EXPIRY_REVERSED" -> onGrant(entry, amount, findings);
            default -> {
                if (amount.signum() != 0) {
                    findings.add(Kind.FIGURES, entry.place() + ": must not move credits");
                }
            }
        }
    }

    private void add(LedgerEntry entry, BigInteger amount, Findings findings) {
        GrantTerms terms = entry.grant();
        if (terms == null || terms.amount() != entry.amount() || grants.containsKey(terms.id())) {
            findings.add(Kind.FIGURES, entry.place() + ": not one new grant of the entry's amount");
            return;
        }
        Grant fresh = new Grant(terms);
        grants.put(fresh.id, fresh);
        inOrder.add(fresh);
        inOrder.sort(Grant.BURN_DOWN_ORDER);
        change(entry, fresh.id, amount, findings);
    }

    /** Ends allowances before their time (R17). */
    void endEarly(List<Grant> allowances, long end) {
        allowances.forEach(grant -> grant.expiresAt = end);
        inOrder.sort(Grant.BURN_DOWN_ORDER);
    }

    /** A charge or a reversal: what its allocations do not cover went to, or came off, the overdraft. */
    private void settle(LedgerEntry entry, BigInteger amount, Findings findings) {
        BigInteger rest = amount;
        for (Allocation share : entry.allocations()) {
            BigInteger signed = amount.signum() < 0 ? share.amount().negate() : share.amount();
            change(entry, share.grant(), signed, findings);
            rest = rest.subtract(signed);
        }
        overdraft = overdraft.subtract(rest);
    }

    private void giveBack(LedgerEntry entry, BigInteger amount, Findings findings) {
        for (Allocation share : entry.allocations()) {
            Grant grant = grants.get(share.grant());
            BigInteger part = returnsFromDebt.min(share.amount());
            if (grant != null && part.signum() > 0) {
                grant.repaid = grant.repaid.subtract(part);
                returnsFromDebt = returnsFromDebt.subtract(part);
            }
        }
        settle(entry, amount, findings);
    }

    private void repay(LedgerEntry entry, Findings findings) {
        for (Allocation share : entry.allocations()) {
            Grant grant = change(entry, share.grant(), share.amount().negate(), findings);
            overdraft = overdraft.subtract(share.amount());
            if (grant != null) {
                grant.repaid = grant.repaid.add(share.amount());
            }
        }
    }

    private void onGrant(LedgerEntry entry, BigInteger amount, Findings findings) {
        GrantTerms terms = entry.grant();
        String name = terms != null
                ? terms.id()
                : entry.allocations().size() == 1
                        ? entry.allocations().getFirst().grant()
                        : null;
        if (name == null) {
            findings.add(Kind.FIGURES, entry.place() + ": names no grant");
            return;
        }
        Grant grant = change(entry, name, amount, findings);
        if (grant != null && entry.is("REVOCATION")) {
            grant.revoked = grant.revoked.subtract(amount);
        } else if (grant != null) {
            grant.expired = grant.expired.subtract(amount);
        }
    }

    private @Nullable Grant change(LedgerEntry entry, String name, BigInteger by, Findings findings) {
        Grant grant = grants.get(name);
        if (grant == null) {
            findings.add(Kind.FIGURES, entry.place() + ": grant " + name + " was never granted");
            return null;
        }
        grant.left = grant.left.add(by);
        available = available.add(by);
        if (grant.left.signum() < 0 || grant.left.compareTo(grant.amount) > 0) {
            findings.add(
                    Kind.GRANT_BOUNDS,
                    entry.place() + ": " + name + " has " + grant.left + " of " + grant.amount + " left");
        }
        return grant;
    }

    /** The account as a balance record should state it; nothing is held yet, and no policy can be chosen (R22, R26). */
    public Balance asBalance() {
        Map<String, Balance.GrantState> left = new LinkedHashMap<>();
        BigInteger granted = BigInteger.ZERO;
        BigInteger allowance = BigInteger.ZERO;
        Subscription state = subscription;
        for (Grant grant : inOrder) {
            if (grant.left.signum() != 0) {
                left.put(grant.id, new Balance.GrantState(grant.terms(), grant.left.longValue()));
            }
            if (state != null && grant.isAllowance() && grant.expiresAt == state.cycleEnd()) {
                granted = granted.add(grant.amount);
                allowance = allowance.add(grant.left);
            }
        }
        Plan next = state == null ? null : state.next();
        return new Balance(
                "counted",
                id,
                seq,
                available.longValue(),
                overdraft.longValue(),
                used.longValue(),
                granted.longValue(),
                allowance.longValue(),
                state == null ? null : state.plan().id(),
                next == null ? null : next.id(),
                state == null ? null : state.status(),
                state == null ? null : (Long) state.cycle(),
                state == null ? null : (Long) state.cycleStart(),
                state == null ? null : (Long) state.cycleEnd(),
                left,
                0,
                null,
                0,
                0);
    }

    private void checkFigures(LedgerEntry entry, Findings findings) {
        String difference = new Differences("counted")
                .field("availableMicros", BigInteger.valueOf(entry.available()), available)
                .field("overdraftMicros", BigInteger.valueOf(entry.overdraft()), overdraft)
                .field("balanceMicros", balance, available.subtract(overdraft))
                .textOrNull();
        if (difference != null || overdraft.signum() < 0) {
            findings.add(
                    Kind.FIGURES,
                    entry.place() + ": " + (difference == null ? "overdraftMicros is " + overdraft : difference));
            available = BigInteger.valueOf(entry.available());
            overdraft = BigInteger.valueOf(entry.overdraft());
        }
    }

    private void checkGrantLeft(LedgerEntry entry, Findings findings) {
        GrantTerms terms = entry.grant();
        Grant grant = terms == null ? null : grants.get(terms.id());
        Long stated = entry.grantLeft();
        boolean isUnknown = terms != null && grant == null;
        String difference = new Differences("counted")
                .field(
                        "grantLeftMicros",
                        stated == null ? null : BigInteger.valueOf(stated),
                        grant == null ? null : grant.left)
                .textOrNull();
        if (difference != null && !isUnknown) {
            findings.add(Kind.FIGURES, entry.place() + ": " + difference);
        }
    }
}
