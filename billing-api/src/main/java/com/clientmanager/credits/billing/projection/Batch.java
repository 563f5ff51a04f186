package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.UsageRejected;
import java.util.ArrayList;
import java.util.List;

/** What one poll brought, decoded, in the order of the topics; becomes one database transaction. */
record Batch(List<LedgerEntryPosted> lines, List<AccountBalance> balances, List<UsageRejected> rejections) {
    Batch() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Records of all kinds. */
    int size() {
        return lines.size() + balances.size() + rejections.size();
    }
}
