package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.source.RawRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds accounts whose balance record does not include an entry that was on the ledger before the balances were read.
 * Entries of the last minutes are left alone:
 * the ends of one transaction do not reach all partitions at once.
 */
final class StaleBalances {
    private record Last(int partition, long seq, long recordedAt) {}

    private final Map<Integer, Long> ends;
    private final Map<String, Last> lasts = new HashMap<>();

    /** @param ends of the ledger's partitions, before the balances were read */
    StaleBalances(Map<Integer, Long> ends) {
        this.ends = ends;
    }

    void entry(RawRecord record, LedgerEntry entry) {
        if (record.offset() < ends.getOrDefault(record.partition(), 0L)) {
            lasts.put(entry.account(), new Last(record.partition(), entry.seq(), entry.recordedAt()));
        }
    }

    void finish(BalanceAudit balances, Map<Integer, Long> settledBy, Findings findings) {
        lasts.forEach((account, last) -> {
            boolean isSettled = last.recordedAt < settledBy.getOrDefault(last.partition, Long.MIN_VALUE);
            if (isSettled && !balances.includes(account, last.seq)) {
                findings.add(Kind.LIVE_BALANCE, account + ": no balance includes entry " + last.seq);
            }
        });
    }
}
