package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Folds the whole ledger, account by account. */
public final class LedgerFold {
    private final Map<String, AccountFold> folds = new HashMap<>();
    private final AccountFold.Context context;
    private long entries;

    /** @param latenessDays how old usage may be (R3); ended allowances are remembered for twice as long */
    public LedgerFold(Findings findings, PriceIndex prices, CommandIndex commands, long latenessDays) {
        context = new AccountFold.Context(
                findings,
                prices,
                commands,
                new CommandRules(2 * latenessDays * 86_400_000),
                new ChargeRules(findings, prices));
    }

    /** The account after its entry was applied. */
    public Account entry(int partition, LedgerEntry entry) {
        entries++;
        AccountFold fold = folds.computeIfAbsent(entry.account(), id -> new AccountFold(id, partition, context));
        try {
            fold.entry(entry);
        } catch (ArithmeticException | DateTimeException e) {
            context.findings().add(Kind.UNREADABLE, entry.place() + ": beyond all bounds: " + e.getMessage());
        }
        return fold.account;
    }

    /**
     * The ledger's end.
     *
     * @param dueBy by partition, up to when everything that was due must have been written
     */
    public void finish(Map<Integer, Long> dueBy) {
        folds.values().forEach(fold -> {
            fold.finish(dueBy.getOrDefault(fold.partition, Long.MIN_VALUE));
            Account account = fold.account;
            BigInteger rest = account.totals().unaccounted(account.overdraft(), account.available());
            if (rest.signum() != 0) {
                context.findings()
                        .add(Kind.FIGURES, account.id() + ": " + rest + " micro-credits are unaccounted for (I2)");
            }
        });
    }

    /** Whether the account has answered a command of this number. */
    public boolean hasAnswered(String account, long sequence) {
        AccountFold fold = folds.get(account);
        return fold != null && fold.hasAnswered(sequence);
    }

    public @Nullable Account account(String id) {
        AccountFold fold = folds.get(id);
        return fold == null ? null : fold.account;
    }

    public void forEachAccount(Consumer<Account> each) {
        folds.values().forEach(fold -> each.accept(fold.account));
    }

    /** The partition of an account that has entries. */
    public int partitionOf(Account account) {
        AccountFold fold = folds.get(account.id());
        return fold == null ? 0 : fold.partition;
    }

    public int accounts() {
        return folds.size();
    }

    public long entries() {
        return entries;
    }
}
