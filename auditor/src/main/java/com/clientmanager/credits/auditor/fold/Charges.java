package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.LedgerLine;
import com.clientmanager.credits.auditor.record.Share;
import com.clientmanager.credits.auditor.record.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a charge must say: its price (R5), its amount, and which grants pay it, taking expiries back where it is late (R8, R9, R14). */
final class Charges {
    private record Place(String account, long seq) {}

    private record Charge(long amount, List<Share> shares, long occurredAt) {}

    private final Findings findings;
    private final PriceBook prices;
    private final Map<Place, Charge> kept = new HashMap<>();

    Charges(Findings findings, PriceBook prices) {
        this.findings = findings;
        this.prices = prices;
    }

    /** Judges a charge before it is applied; {@code takenBack}: the expiries taken back for it, which are applied. */
    void judge(Account account, LedgerLine line, List<LedgerLine> takenBack) {
        String objection = prices.objection(line, account.planAt(line.occurredAt()));
        if (objection != null) {
            findings.add(Kind.PRICE, line.here() + ": " + objection);
        }
        Long quantity = line.quantity();
        Long unit = line.unitPrice();
        BigInteger amount = BigInteger.valueOf(line.amount());
        if (quantity == null
                || unit == null
                || quantity <= 0
                || !product(quantity, unit).negate().equals(amount)) {
            findings.add(Kind.CHARGE_AMOUNT, line.here() + ": " + amount + " for " + quantity + " at " + unit);
        }
        if (line.occurredAt() > line.recordedAt() + SubscriptionRules.AHEAD_MS) {
            findings.add(
                    Kind.TIME_GATE,
                    line.here() + ": dated " + Expected.time(line.occurredAt()) + ", appended "
                            + Expected.time(line.recordedAt()));
        }
        burnDown(account, line, takenBack);
    }

    private static BigInteger product(long quantity, long unit) {
        return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(unit));
    }

    private void burnDown(Account account, LedgerLine line, List<LedgerLine> takenBack) {
        Map<String, BigInteger> back = new HashMap<>();
        takenBack.forEach(one -> back.merge(grantOf(one), BigInteger.valueOf(one.amount()), BigInteger::add));
        List<Share> due = due(
                account, line.occurredAt(), BigInteger.valueOf(line.amount()).negate());
        List<Share> dueBack = new ArrayList<>();
        for (Share share : due) {
            Grant grant = Objects.requireNonNull(account.grant(share.grant()));
            BigInteger before = grant.left.subtract(back.getOrDefault(grant.id, BigInteger.ZERO));
            if (share.amount().compareTo(before) > 0) {
                dueBack.add(new Share(grant.id, grant.source, share.amount().subtract(before)));
            }
        }
        List<Share> statedBack = takenBack.stream().map(Charges::backOf).toList();
        if (!dueBack.equals(statedBack)) {
            findings.add(
                    Kind.ALLOCATION, line.here() + ": takes back expiries of " + statedBack + ", expected " + dueBack);
        }
        String difference = Expected.line("CHARGE", BigInteger.valueOf(line.amount()))
                .sharing(due)
                .in(account.spanOf(line.occurredAt()))
                .at(line.occurredAt(), line.recordedAt())
                .difference(line);
        if (difference != null) {
            findings.add(Kind.ALLOCATION, line.here() + ": " + difference);
        }
    }

    /** The grants whose turn it is to pay for a time, and how much. */
    static List<Share> due(Account account, long time, BigInteger charge) {
        List<Share> shares = new ArrayList<>(2);
        BigInteger rest = charge;
        for (Grant grant : account.inOrder) {
            if (rest.signum() <= 0) {
                break;
            }
            BigInteger pays = grant.mayPayAt(time) ? rest.min(grant.left.add(grant.expired)) : BigInteger.ZERO;
            if (pays.signum() > 0) {
                shares.add(new Share(grant.id, grant.source, pays));
                rest = rest.subtract(pays);
            }
        }
        return shares;
    }

    private static Share backOf(LedgerLine line) {
        Terms terms = line.grant();
        return new Share(grantOf(line), terms == null ? "" : terms.source(), BigInteger.valueOf(line.amount()));
    }

    private static String grantOf(LedgerLine line) {
        Terms terms = line.grant();
        return terms == null ? "" : terms.id();
    }

    /** Keeps a charge that is given back later. */
    void keep(LedgerLine line) {
        kept.put(new Place(line.account(), line.seq()), new Charge(line.amount(), line.shares(), line.occurredAt()));
    }

    /** R21: a reversal must say what the charge's line says. */
    void judgeReversal(Command command, LedgerLine line) {
        if (command.body() == null || !command.type().equals("ReverseCharge")) {
            return;
        }
        long seq = command.body().number("seq");
        @Nullable Charge charge = kept.get(new Place(line.account(), seq));
        if (charge == null) {
            findings.add(Kind.COMMAND_LINE, line.here() + ": line " + seq + " is no charge");
        } else if (-charge.amount != command.body().number("chargeMicros")
                || !charge.shares.equals(command.shares())
                || charge.occurredAt != command.body().number("occurredAt")) {
            findings.add(
                    Kind.COMMAND_LINE,
                    line.here() + ": command " + command.id() + " gives back something else than line " + seq
                            + " charged");
        }
    }
}
