package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one account as a live part of the system has it; amounts in micro-credits, times in milliseconds.
 *
 * @param where topic or table
 * @param seq the last ledger entry that it includes
 * @param grants by id, those with credits left, in burn-down order
 * @param held sum of the open holds (R22)
 * @param policy overage policy, null: none was chosen (R26)
 * @param limit of the policy
 * @param revision number of this state among those of one entry
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
        Map<String, GrantState> grants,
        long held,
        @Nullable String policy,
        long limit,
        long revision) {

    /** A grant and what is left of it. */
    public record GrantState(GrantTerms terms, long left) {}

    public static Balance of(Fields fields) {
        Map<String, GrantState> grants = new LinkedHashMap<>();
        for (Fields grant : fields.records("grants")) {
            grants.put(grant.text("id"), new GrantState(GrantTerms.of(grant), grant.number("leftMicros")));
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
                grants,
                fields.number("heldMicros"),
                fields.textOrNull("policy"),
                fields.number("limitMicros"),
                fields.number("revision"));
    }

    /** A row of table balance. */
    public static Balance of(Row row) {
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
                grants(row.text("grants")),
                row.number("held_micros"),
                row.textOrNull("policy"),
                row.number("limit_micros"),
                row.number("revision"));
    }

    private static Map<String, GrantState> grants(String list) {
        Map<String, GrantState> grants = new LinkedHashMap<>();
        if (list.isEmpty()) {
            return grants;
        }
        for (String item : list.split(Table.LIST, -1)) {
            String[] parts = item.split(Table.FIELD, -1);
            if (parts.length != 8) {
                throw new IllegalStateException("table balance: a grant of " + parts.length + " fields");
            }
            GrantTerms terms = new GrantTerms(
                    parts[0],
                    parts[1],
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[4]),
                    parts[5].equals(Table.NULL) ? null : (Long) Long.parseLong(parts[5]),
                    Long.parseLong(parts[6]),
                    parts[7].equals(Table.NULL) ? null : parts[7]);
            grants.put(terms.id(), new GrantState(terms, Long.parseLong(parts[3])));
        }
        return grants;
    }
}
