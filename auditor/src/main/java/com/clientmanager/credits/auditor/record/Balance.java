package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a live part of the system said of one account; amounts in micro-credits, times in milliseconds.
 *
 * @param where what said it
 * @param seq the last ledger line that it includes
 * @param left what is left, by grant, of grants with something left
 */
public record Balance(
        String where,
        String account,
        long seq,
        long available,
        long overdraft,
        long used,
        long allowanceGranted,
        long allowanceLeft,
        @Nullable String plan,
        @Nullable String pendingPlan,
        @Nullable String status,
        @Nullable Long cycle,
        @Nullable Long cycleStart,
        @Nullable Long cycleEnd,
        Map<String, Long> left) {

    public static Balance of(Fields fields) {
        Map<String, Long> left = new TreeMap<>();
        for (Fields grant : fields.records("grants")) {
            left.merge(grant.text("id"), grant.number("leftMicros"), Long::sum);
        }
        return new Balance(
                "credit.balances.v1",
                fields.text("account"),
                fields.number("ledgerSeq"),
                fields.number("availableMicros"),
                fields.number("overdraftMicros"),
                fields.number("usedThisCycleMicros"),
                fields.number("allowanceGrantedMicros"),
                fields.number("allowanceLeftMicros"),
                fields.textOrNull("plan"),
                fields.textOrNull("pendingPlan"),
                fields.textOrNull("subscriptionStatus"),
                fields.numberOrNull("cycle"),
                fields.numberOrNull("cycleStart"),
                fields.numberOrNull("cycleEnd"),
                left);
    }

    /** A row of table balance. */
    public static Balance of(Row row) {
        Map<String, Long> left = new TreeMap<>();
        for (String grant : row.text("grants").split(Table.LIST, -1)) {
            int cut = grant.lastIndexOf(Table.FIELD);
            if (cut > 0) {
                left.merge(grant.substring(0, cut), Long.parseLong(grant.substring(cut + 1)), Long::sum);
            }
        }
        return new Balance(
                "table balance",
                row.text("account_id"),
                row.number("ledger_seq"),
                row.number("available_micros"),
                row.number("overdraft_micros"),
                row.number("used_this_cycle_micros"),
                row.number("allowance_granted_micros"),
                row.number("allowance_left_micros"),
                row.textOrNull("plan"),
                row.textOrNull("pending_plan"),
                row.textOrNull("subscription_status"),
                row.numberOrNull("cycle"),
                row.numberOrNull("cycle_start"),
                row.numberOrNull("cycle_end"),
                left);
    }
}
