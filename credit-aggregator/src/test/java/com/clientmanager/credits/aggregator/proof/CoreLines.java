package com.clientmanager.credits.aggregator.proof;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.Cycle;
import com.clientmanager.credits.aggregator.credit.EntryType;
import com.clientmanager.credits.aggregator.credit.Grant;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.credit.Subscription;
import com.clientmanager.credits.aggregator.credit.Usage;
import java.math.BigInteger;

/** The core's ledger lines in a scenario's words. */
final class CoreLines {
    private CoreLines() {}

    static Line line(String account, LedgerEntry entry) {
        Usage usage = entry.usage();
        Grant grant = entry.grant();
        Cycle cycle = entry.cycle();
        Subscription subscription = entry.subscription();
        AccountCommand order = entry.order();
        boolean isReversal = entry.type() == EntryType.REVERSAL;
        boolean isCharge = entry.type() == EntryType.CHARGE;
        return new Line(
                account,
                entry.seq(),
                entry.type().name(),
                micros(entry.amount()),
                micros(entry.available()),
                micros(entry.overdraft()),
                usage == null ? null : usage.id(),
                usage == null || !isCharge ? null : usage.price().version(),
                entry.allocations().stream()
                        .map(one -> new Line.Share(one.grant(), micros(one.amount())))
                        .toList(),
                grant == null ? null : grant.id(),
                grant == null ? null : micros(grant.left()),
                cycle == null ? null : cycle.number(),
                subscription == null ? null : subscription.plan().plan() + " " + subscription.status(),
                entry.pricedPlan(),
                subscription == null || subscription.pendingPlan() == null
                        ? null
                        : subscription.pendingPlan().plan(),
                order == null ? null : order.commandId(),
                order == null ? null : order.command().sequence(),
                order == null ? null : order.getClass().getSimpleName(),
                entry.refusal() == null ? null : entry.refusal().name(),
                entry.occurredAt(),
                entry.recordedAt(),
                isReversal && entry.reversal() != null ? entry.reversal().occurredAt() : null);
    }

    private static BigInteger micros(Credits credits) {
        return BigInteger.valueOf(credits.micros());
    }
}
