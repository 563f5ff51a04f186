package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.UsageRejected;
import java.util.ArrayList;
import java.util.List;

/** Records of one database transaction by their kind, in the order of the topics. */
record Batch(List<LedgerEntryPosted> lines, List<AccountBalance> balances, List<UsageRejected> rejections) {
    /** Sorts them. @throws ProjectionStopped at the first that could not be read */
    static Batch of(List<Polled> records) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Polled each : records) {
            switch (each.record()) {
                case LedgerEntryPosted line -> batch.lines.add(line);
                case AccountBalance balance -> batch.balances.add(balance);
                case UsageRejected rejection -> batch.rejections.add(rejection);
                case null, default -> throw new ProjectionStopped("not a record of the engine: " + each.unreadable());
            }
        }
        return batch;
    }
}
