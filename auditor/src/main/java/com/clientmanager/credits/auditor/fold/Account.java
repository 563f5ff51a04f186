package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.LedgerLine;
import com.clientmanager.credits.auditor.record.Share;
import com.clientmanager.credits.auditor.record.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One account counted again from its lines, in whole micro-credits of any size. What a line says is applied as it says it, right or wrong, so that one
 * fault is one finding; what it should have said is for {@link AccountFold}.
 */
public final class Account {
    final String id;
    final List<Grant> inOrder = new ArrayList<>();
    final Set<Long> reversed = new HashSet<>();
    final Totals totals = new Totals();
    private final Map<String, Grant> grants = new HashMap<>();
    /** From when which plan's prices hold; "": none's. Before the first entry the first plan's do. */
    private final TreeMap<Long, String> plans = new TreeMap<>();

    private String firstPlan = "";
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
        Map.Entry<Long, String> entry = plans.floorEntry(time);
        String name = entry == null ? firstPlan : entry.getValue();
        return name.isEmpty() ? null : name;
    }

    /** Which grants should pay a charge for a time, and how much (R8, R9). */
    public List<Share> payersOf(long time, BigInteger charge) {
        return Charges.due(this, time, charge);
    }

    /** When time alone will bring the next line, in milliseconds; never: the greatest number. */
    public long nextDue() {
        Due due = Due.next(this);
        return due == null ? Grant.NEVER : due.moment();
    }

    void changePlan(long from, String plan) {
        firstPlan = firstPlan.isEmpty() ? plan : firstPlan;
        plans.tailMap(from, true).clear();
        plans.put(from, plan);
    }

    boolean isInRunningCycle(long time) {
        return subscription != null && subscription.isInRunningCycle(time);
    }

    @Nullable
    Span spanOf(long time) {
        return subscription == null ? null : subscription.spanOf(time);
    }

    /** The line of the account's history that follows {@link #seq()}. */
    void apply(LedgerLine line, Findings findings) {
        if (line.seq() != seq + 1) {
            findings.add(Kind.NUMBER_GAP, id + ": line " + line.seq() + " follows line " + seq);
        }
        seq = line.seq();
        BigInteger amount = BigInteger.valueOf(line.amount());
        move(line, amount, findings);
        BigInteger expected = balance.add(amount);
        balance = BigInteger.valueOf(line.balance());
        if (!expected.equals(balance)) {
            findings.add(Kind.BALANCE_CHAIN, line.here() + ": balance " + balance + ", expected " + expected);
        }
        check(line, findings);
    }

    private void move(LedgerLine line, BigInteger amount, Findings findings) {
        totals.add(line, amount);
        switch (line.type()) {
            case "GRANT" -> add(line, amount, findings);
            case "CHARGE" -> {
                used = isInRunningCycle(line.occurredAt()) ? used.subtract(amount) : used;
                settle(line, amount, findings);
            }
            case "REVERSAL" -> giveBack(line, amount, findings);
            case "OVERDRAFT_REPAID" -> repay(line, findings);
            case "EXPIRY", "REVOCATION", "EXPIRY_REVERSED" -> onGrant(line, amount, findings);
            default -> {
                if (amount.signum() != 0) {
                    findings.add(Kind.FIGURES, line.here() + ": must not move credits");
                }
            }
        }
    }

    private void add(LedgerLine line, BigInteger amount, Findings findings) {
        Terms terms = line.grant();
        if (terms == null || terms.amount() != line.amount() || grants.containsKey(terms.id())) {
            findings.add(Kind.FIGURES, line.here() + ": not one new grant of the line's amount");
            return;
        }
        Grant fresh = new Grant(terms);
        grants.put(fresh.id, fresh);
        inOrder.add(fresh);
        inOrder.sort(Grant.BURN_DOWN_ORDER);
        change(line, fresh.id, amount, findings);
    }

    /** Ends allowances before their time (R17). */
    void endEarly(List<Grant> allowances, long end) {
        allowances.forEach(grant -> grant.expiresAt = end);
        inOrder.sort(Grant.BURN_DOWN_ORDER);
    }

    /** A charge or a reversal: what its allocations do not cover went to, or came off, the overdraft. */
    private void settle(LedgerLine line, BigInteger amount, Findings findings) {
        BigInteger rest = amount;
        for (Share share : line.shares()) {
            BigInteger signed = amount.signum() < 0 ? share.amount().negate() : share.amount();
            change(line, share.grant(), signed, findings);
            rest = rest.subtract(signed);
        }
        overdraft = overdraft.subtract(rest);
    }

    private void giveBack(LedgerLine line, BigInteger amount, Findings findings) {
        for (Share share : line.shares()) {
            Grant grant = grants.get(share.grant());
            BigInteger part = returnsFromDebt.min(share.amount());
            if (grant != null && part.signum() > 0) {
                grant.repaid = grant.repaid.subtract(part);
                returnsFromDebt = returnsFromDebt.subtract(part);
            }
        }
        settle(line, amount, findings);
    }

    private void repay(LedgerLine line, Findings findings) {
        for (Share share : line.shares()) {
            Grant grant = change(line, share.grant(), share.amount().negate(), findings);
            overdraft = overdraft.subtract(share.amount());
            if (grant != null) {
                grant.repaid = grant.repaid.add(share.amount());
            }
        }
    }

    private void onGrant(LedgerLine line, BigInteger amount, Findings findings) {
        Terms terms = line.grant();
        String name = terms != null
                ? terms.id()
                : line.shares().size() == 1 ? line.shares().getFirst().grant() : null;
        if (name == null) {
            findings.add(Kind.FIGURES, line.here() + ": names no grant");
            return;
        }
        Grant grant = change(line, name, amount, findings);
        if (grant != null && line.is("REVOCATION")) {
            grant.revoked = grant.revoked.subtract(amount);
        } else if (grant != null) {
            grant.expired = grant.expired.subtract(amount);
        }
    }

    private @Nullable Grant change(LedgerLine line, String name, BigInteger by, Findings findings) {
        Grant grant = grants.get(name);
        if (grant == null) {
            findings.add(Kind.FIGURES, line.here() + ": grant " + name + " was never granted");
            return null;
        }
        grant.left = grant.left.add(by);
        available = available.add(by);
        if (grant.left.signum() < 0 || grant.left.compareTo(grant.amount) > 0) {
            findings.add(
                    Kind.GRANT_BOUNDS,
                    line.here() + ": " + name + " has " + grant.left + " of " + grant.amount + " left");
        }
        return grant;
    }

    /** The account as a balance record should state it. */
    public Balance asBalance() {
        Map<String, Long> left = new TreeMap<>();
        BigInteger granted = BigInteger.ZERO;
        BigInteger allowance = BigInteger.ZERO;
        Subscription state = subscription;
        for (Grant grant : inOrder) {
            if (grant.left.signum() != 0) {
                left.put(grant.id, grant.left.longValue());
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
                left);
    }

    private void check(LedgerLine line, Findings findings) {
        if (!available.equals(BigInteger.valueOf(line.available()))
                || !overdraft.equals(BigInteger.valueOf(line.overdraft()))
                || overdraft.signum() < 0
                || !available.subtract(overdraft).equals(balance)) {
            findings.add(
                    Kind.FIGURES,
                    line.here() + ": says available " + line.available() + ", overdraft " + line.overdraft()
                            + ", balance " + balance + "; counted " + available + " and " + overdraft);
            available = BigInteger.valueOf(line.available());
            overdraft = BigInteger.valueOf(line.overdraft());
        }
    }
}
