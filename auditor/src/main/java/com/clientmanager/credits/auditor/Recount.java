package com.clientmanager.credits.auditor;

import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** One account counted again from its ledger lines alone, in whole micro-credits of any size. */
final class Recount {
    private static final class Grant {
        BigInteger amount = BigInteger.ZERO;
        BigInteger left = BigInteger.ZERO;
    }

    private final String account;
    private final Map<String, Grant> grants = new HashMap<>();
    private long seq;
    private BigInteger balance = BigInteger.ZERO;
    private BigInteger available = BigInteger.ZERO;
    private BigInteger overdraft = BigInteger.ZERO;
    private BigInteger charged = BigInteger.ZERO;
    private long charges;

    Recount(String account) {
        this.account = account;
    }

    long seq() {
        return seq;
    }

    BigInteger available() {
        return available;
    }

    BigInteger overdraft() {
        return overdraft;
    }

    BigInteger balance() {
        return balance;
    }

    /** The sum of all charges, a positive number. */
    BigInteger charged() {
        return charged;
    }

    long charges() {
        return charges;
    }

    BigInteger left(String grant) {
        Grant known = grants.get(grant);
        return known == null ? BigInteger.ZERO : known.left;
    }

    /** Applies the next line and reports whatever in it does not follow from the lines before. */
    void apply(LedgerEntryPosted line, Findings findings) {
        if (line.getSeq() != seq + 1) {
            findings.add(Findings.Kind.NUMBER_GAP, account + ": line " + line.getSeq() + " follows line " + seq);
        }
        seq = line.getSeq();
        BigInteger amount = BigInteger.valueOf(line.getAmountMicros());
        move(line, amount, findings);
        BigInteger expected = balance.add(amount);
        balance = BigInteger.valueOf(line.getBalanceMicros());
        if (!expected.equals(balance)) {
            findings.add(Findings.Kind.BALANCE_CHAIN, here(line) + ": balance " + balance + ", expected " + expected);
        }
        check(line, findings);
    }

    private void move(LedgerEntryPosted line, BigInteger amount, Findings findings) {
        switch (line.getType()) {
            case "GRANT" -> grant(line, amount, findings);
            case "CHARGE" -> charge(line, amount, findings);
            case "REVERSAL" -> settle(line, amount, findings);
            case "OVERDRAFT_REPAID" -> repay(line, findings);
            case "EXPIRY", "REVOCATION", "EXPIRY_TAKEN_BACK" -> onGrant(line, amount, findings);
            default -> {
                if (amount.signum() != 0) {
                    findings.add(
                            Findings.Kind.FIGURES, here(line) + ": a " + line.getType() + " must not move credits");
                }
            }
        }
    }

    private void grant(LedgerEntryPosted line, BigInteger amount, Findings findings) {
        GrantTerms terms = line.getGrant();
        if (terms == null || terms.getAmountMicros() != line.getAmountMicros() || grants.containsKey(terms.getId())) {
            findings.add(Findings.Kind.FIGURES, here(line) + ": not one new grant of the line's amount");
            return;
        }
        Grant fresh = new Grant();
        fresh.amount = amount;
        grants.put(terms.getId(), fresh);
        change(line, terms.getId(), amount, findings);
    }

    private void charge(LedgerEntryPosted line, BigInteger amount, Findings findings) {
        charged = charged.subtract(amount);
        charges++;
        Long quantity = line.getQuantity();
        Long unit = line.getUnitPriceMicros();
        if (quantity == null
                || unit == null
                || !BigInteger.valueOf(quantity)
                        .multiply(BigInteger.valueOf(unit))
                        .negate()
                        .equals(amount)) {
            findings.add(Findings.Kind.CHARGE_AMOUNT, here(line) + ": " + amount + " for " + quantity + " at " + unit);
        }
        settle(line, amount, findings);
    }

    /** A charge or a reversal: what its allocations do not cover went to, or came off, the overdraft. */
    private void settle(LedgerEntryPosted line, BigInteger amount, Findings findings) {
        BigInteger rest = amount;
        for (Allocation allocation : line.getAllocations()) {
            BigInteger part = BigInteger.valueOf(allocation.getAmountMicros());
            BigInteger signed = amount.signum() < 0 ? part.negate() : part;
            change(line, allocation.getGrant(), signed, findings);
            rest = rest.subtract(signed);
        }
        overdraft = overdraft.subtract(rest);
    }

    private void repay(LedgerEntryPosted line, Findings findings) {
        for (Allocation allocation : line.getAllocations()) {
            BigInteger part = BigInteger.valueOf(allocation.getAmountMicros());
            change(line, allocation.getGrant(), part.negate(), findings);
            overdraft = overdraft.subtract(part);
        }
    }

    private void onGrant(LedgerEntryPosted line, BigInteger amount, Findings findings) {
        GrantTerms terms = line.getGrant();
        if (terms == null) {
            findings.add(Findings.Kind.FIGURES, here(line) + ": names no grant");
            return;
        }
        change(line, terms.getId(), amount, findings);
    }

    private void change(LedgerEntryPosted line, String id, BigInteger by, Findings findings) {
        Grant grant = grants.get(id);
        if (grant == null) {
            findings.add(Findings.Kind.FIGURES, here(line) + ": grant " + id + " was never granted");
            return;
        }
        grant.left = grant.left.add(by);
        available = available.add(by);
        if (grant.left.signum() < 0 || grant.left.compareTo(grant.amount) > 0) {
            findings.add(
                    Findings.Kind.GRANT_BOUNDS,
                    here(line) + ": " + id + " has " + grant.left + " of " + grant.amount + " left");
        }
    }

    private void check(LedgerEntryPosted line, Findings findings) {
        if (!available.equals(BigInteger.valueOf(line.getAvailableMicros()))
                || !overdraft.equals(BigInteger.valueOf(line.getOverdraftMicros()))
                || overdraft.signum() < 0
                || !available.subtract(overdraft).equals(balance)) {
            findings.add(
                    Findings.Kind.FIGURES,
                    here(line) + ": says available " + line.getAvailableMicros() + ", overdraft "
                            + line.getOverdraftMicros() + ", balance " + balance + "; counted " + available + " and "
                            + overdraft);
            available = BigInteger.valueOf(line.getAvailableMicros());
            overdraft = BigInteger.valueOf(line.getOverdraftMicros());
        }
    }

    private String here(LedgerEntryPosted line) {
        return account + " line " + line.getSeq() + " " + line.getType();
    }
}
