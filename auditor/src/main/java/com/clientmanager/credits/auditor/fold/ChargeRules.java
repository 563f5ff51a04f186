package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a charge must be: its price and plan (R5), its amount, and which grants pay for it, reversing expiries where it
 * is
 * late (R8, R9, R14).
 */
final class ChargeRules {
    private record Place(String account, long seq) {}

    private final Findings findings;
    private final PriceIndex prices;
    private final Map<Place, ReversedCharge> kept = new HashMap<>();

    ChargeRules(Findings findings, PriceIndex prices) {
        this.findings = findings;
        this.prices = prices;
    }

    /** Checks a charge before it is applied; {@code reversedExpiries}, reversed for it, are applied already. */
    void check(Account account, LedgerEntry entry, List<LedgerEntry> reversedExpiries) {
        String plan = account.planAt(entry.occurredAt());
        String difference =
                new Differences("expected").field("plan", entry.plan(), plan).textOrNull();
        if (difference != null) {
            findings.add(Kind.PRICE, entry.place() + ": " + difference);
        }
        String objection = prices.objection(entry, plan);
        if (objection != null) {
            findings.add(Kind.PRICE, entry.place() + ": " + objection);
        }
        Long quantity = entry.quantity();
        Long unit = entry.unitPrice();
        BigInteger amount = BigInteger.valueOf(entry.amount());
        if (quantity == null
                || unit == null
                || quantity <= 0
                || !product(quantity, unit).negate().equals(amount)) {
            findings.add(Kind.CHARGE_AMOUNT, entry.place() + ": " + amount + " for " + quantity + " at " + unit);
        }
        if (entry.occurredAt() > entry.recordedAt() + SubscriptionRules.AHEAD_MS) {
            findings.add(
                    Kind.TIME_GATE,
                    entry.place() + ": dated " + ExpectedEntry.time(entry.occurredAt()) + ", appended "
                            + ExpectedEntry.time(entry.recordedAt()));
        }
        burnDown(account, entry, reversedExpiries);
    }

    /** Checks the reversal of an expiry, but for its amount, before it is applied (R14). */
    void checkReversedExpiry(Account account, LedgerEntry entry) {
        ExpectedEntry expected = ExpectedEntry.entry(entry.type(), BigInteger.valueOf(entry.amount()))
                .in(account.cycleOf(entry.occurredAt()))
                .at(entry.occurredAt(), entry.recordedAt());
        Grant grant = account.grant(grantOf(entry));
        if (grant != null) {
            expected.about(grant.terms());
        }
        String difference = expected.difference(entry);
        if (difference != null) {
            findings.add(Kind.ALLOCATION, entry.place() + ": " + difference);
        }
    }

    private static BigInteger product(long quantity, long unit) {
        return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(unit));
    }

    private void burnDown(Account account, LedgerEntry entry, List<LedgerEntry> reversedExpiries) {
        Map<String, BigInteger> back = new HashMap<>();
        reversedExpiries.forEach(one -> back.merge(grantOf(one), BigInteger.valueOf(one.amount()), BigInteger::add));
        List<Allocation> due = due(
                account, entry.occurredAt(), BigInteger.valueOf(entry.amount()).negate());
        List<Allocation> dueBack = new ArrayList<>();
        for (Allocation share : due) {
            Grant grant = Objects.requireNonNull(account.grant(share.grant()));
            BigInteger before = grant.left.subtract(back.getOrDefault(grant.id, BigInteger.ZERO));
            if (share.amount().compareTo(before) > 0) {
                dueBack.add(
                        new Allocation(grant.id, grant.source, share.amount().subtract(before)));
            }
        }
        List<Allocation> statedBack =
                reversedExpiries.stream().map(ChargeRules::backOf).toList();
        if (!dueBack.equals(statedBack)) {
            findings.add(
                    Kind.ALLOCATION, entry.place() + ": reverses expiries of " + statedBack + ", expected " + dueBack);
        }
        String difference = ExpectedEntry.entry("CHARGE", BigInteger.valueOf(entry.amount()))
                .allocating(due)
                .pricedBy(entry.plan())
                .in(account.cycleOf(entry.occurredAt()))
                .at(entry.occurredAt(), entry.recordedAt())
                .difference(entry);
        if (difference != null) {
            findings.add(Kind.ALLOCATION, entry.place() + ": " + difference);
        }
    }

    /** The grants whose turn it is to pay for a time, and how much. */
    static List<Allocation> due(Account account, long time, BigInteger charge) {
        List<Allocation> allocations = new ArrayList<>(2);
        BigInteger rest = charge;
        for (Grant grant : account.inOrder) {
            if (rest.signum() <= 0) {
                break;
            }
            BigInteger pays = grant.mayPayAt(time) ? rest.min(grant.left.add(grant.expired)) : BigInteger.ZERO;
            if (pays.signum() > 0) {
                allocations.add(new Allocation(grant.id, grant.source, pays));
                rest = rest.subtract(pays);
            }
        }
        return allocations;
    }

    private static Allocation backOf(LedgerEntry entry) {
        GrantTerms terms = entry.grant();
        return new Allocation(grantOf(entry), terms == null ? "" : terms.source(), BigInteger.valueOf(entry.amount()));
    }

    private static String grantOf(LedgerEntry entry) {
        GrantTerms terms = entry.grant();
        return terms == null ? "" : terms.id();
    }

    /** Keeps a charge that is given back later. */
    void keep(LedgerEntry entry) {
        kept.put(new Place(entry.account(), entry.seq()), ReversedCharge.of(entry));
    }

    /** R21: a reversal must repeat the charge's entry. */
    void checkReversal(Command command, LedgerEntry entry) {
        if (command.body() == null || !command.type().equals("ReverseCharge")) {
            return;
        }
        long seq = command.body().number("seq");
        @Nullable ReversedCharge charge = kept.get(new Place(entry.account(), seq));
        if (charge == null) {
            findings.add(Kind.COMMAND_ENTRY, entry.place() + ": entry " + seq + " is no charge");
            return;
        }
        String difference = ReversedCharge.of(command, command.body()).difference(charge);
        if (difference != null) {
            findings.add(
                    Kind.COMMAND_ENTRY,
                    entry.place() + ": command " + command.id() + " does not repeat entry " + seq + ": " + difference);
        }
    }
}
