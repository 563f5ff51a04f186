package com.clientmanager.credits.e2e.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;

/**
 * Each account's lines add up (I3), its last balance is that of its last line, and a good account has its opening and
 * its charges, in order, and no other line.
 */
final class LedgerVerdict {
    private static final long INCLUDED_MICROS = 2_500_000_000L;

    private final Outputs outputs;
    private final Findings findings;

    LedgerVerdict(Outputs outputs, Findings findings) {
        this.outputs = outputs;
        this.findings = findings;
    }

    void judge(Accounts accounts, Map<String, List<Line>> charged) {
        outputs.ledgers().forEach(this::addUp);
        for (String account : accounts.good()) {
            List<Line> lines = outputs.ledgers().getOrDefault(account, List.of());
            judge(account, lines, charged.getOrDefault(account, List.of()));
        }
    }

    private void addUp(String account, List<Line> lines) {
        long balance = 0;
        for (Line line : lines) {
            balance += line.amount();
            boolean adds = line.balance() == balance && line.available() - line.overdraft() == balance;
            findings.check(adds, account + ": the balance is not " + balance + " after " + line);
            if (!adds) {
                return;
            }
        }
        Line last = lines.get(lines.size() - 1);
        GenericRecord told = outputs.balances().get(account);
        findings.check(
                told != null
                        && Objects.equals(told.get("ledgerSeq"), last.seq())
                        && Objects.equals(told.get("availableMicros"), last.available())
                        && Objects.equals(told.get("overdraftMicros"), last.overdraft()),
                account + ": " + Names.BALANCES + " says " + told + " after " + last);
    }

    private void judge(String account, List<Line> lines, List<Line> charged) {
        List<Line> charges = lines.stream().filter(Line::isCharge).toList();
        findings.check(
                charges.equals(charged),
                account + ": expected " + charged.size() + " charges in the order of the input, found "
                        + charges.size());
        List<Line> others = lines.stream().filter(line -> !line.isCharge()).toList();
        long granted = others.stream().mapToLong(Line::amount).sum();
        findings.check(
                granted == INCLUDED_MICROS && others.stream().allMatch(line -> line.commandId() != null),
                account + ": expected the lines of its opening, found " + others);
    }
}
