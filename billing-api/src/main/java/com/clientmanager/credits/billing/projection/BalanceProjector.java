package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.GrantBalance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the newest balance of each account and tells the open pages of all instances. */
final class BalanceProjector {
    /** PostgreSQL channel; the payload is account ids, one a line. */
    static final String CHANNEL = "credits_balance";
    /** PostgreSQL's payloads end at 8,000 bytes. */
    private static final int PAYLOAD = 7_800;

    private static final String UPSERT =
            "INSERT INTO balance AS b (account_id, ledger_seq, available_micros, overdraft_micros,"
                    + " used_this_cycle_micros, allowance_granted_micros, allowance_left_micros, plan,"
                    + " pending_plan, subscription_status,"
                    + " cycle, cycle_start, cycle_end, grants, as_of, held_micros, policy, limit_micros, revision)"
                    + " SELECT a, b, c, d, e, f, g, h, i, j, k, at_millis(l), at_millis(m), n::jsonb,"
                    + " at_millis(o), p, q, r, s"
                    + " FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " AS u(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)"
                    + " ON CONFLICT (account_id) DO UPDATE SET ledger_seq = excluded.ledger_seq, available_micros"
                    + " = excluded.available_micros,"
                    + " overdraft_micros = excluded.overdraft_micros, used_this_cycle_micros ="
                    + " excluded.used_this_cycle_micros,"
                    + " allowance_granted_micros = excluded.allowance_granted_micros, allowance_left_micros ="
                    + " excluded.allowance_left_micros,"
                    + " plan = excluded.plan, pending_plan = excluded.pending_plan, subscription_status ="
                    + " excluded.subscription_status,"
                    + " cycle = excluded.cycle, cycle_start = excluded.cycle_start, cycle_end = excluded.cycle_end,"
                    + " grants = excluded.grants, as_of = excluded.as_of,"
                    + " held_micros = excluded.held_micros, policy = excluded.policy, limit_micros ="
                    + " excluded.limit_micros,"
                    + " revision = excluded.revision"
                    + " WHERE (b.ledger_seq, b.revision) <= (excluded.ledger_seq, excluded.revision)";

    /** A hold changes the balance without a ledger entry (R22). */
    private static final Comparator<AccountBalance> NEWEST =
            Comparator.comparingLong(AccountBalance::getLedgerSeq).thenComparingLong(AccountBalance::getRevision);

    private BalanceProjector() {}

    static void write(Connection connection, List<AccountBalance> balances) throws SQLException {
        Map<String, AccountBalance> newest = LinkedHashMap.newLinkedHashMap(balances.size());
        for (AccountBalance balance : balances) {
            newest.merge(balance.getAccount(), balance, (a, b) -> NEWEST.compare(a, b) > 0 ? a : b);
        }
        List<AccountBalance> rows = List.copyOf(newest.values());
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            new Columns<>(connection, upsert, rows)
                    .text(AccountBalance::getAccount)
                    .number(AccountBalance::getLedgerSeq)
                    .number(AccountBalance::getAvailableMicros)
                    .number(AccountBalance::getOverdraftMicros)
                    .number(AccountBalance::getUsedThisCycleMicros)
                    .number(AccountBalance::getAllowanceGrantedMicros)
                    .number(AccountBalance::getAllowanceLeftMicros)
                    .text(AccountBalance::getPlan)
                    .text(AccountBalance::getPendingPlan)
                    .text(AccountBalance::getSubscriptionStatus)
                    .number(AccountBalance::getCycle)
                    .instant(AccountBalance::getCycleStart)
                    .instant(AccountBalance::getCycleEnd)
                    .text(balance -> grants(balance.getGrants()))
                    .instant(AccountBalance::getAsOf)
                    .number(AccountBalance::getHeldMicros)
                    .text(AccountBalance::getPolicy)
                    .number(AccountBalance::getLimitMicros)
                    .number(AccountBalance::getRevision);
            upsert.executeUpdate();
        }
        notify(connection, rows);
    }

    /** Many accounts in one payload: a notification each would make the commit slow. */
    private static void notify(Connection connection, List<AccountBalance> rows) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify('" + CHANNEL + "', ?)")) {
            StringBuilder payload = new StringBuilder();
            for (AccountBalance row : rows) {
                if (payload.length() + row.getAccount().length() >= PAYLOAD) {
                    send(notify, payload);
                }
                payload.append(row.getAccount()).append('\n');
            }
            send(notify, payload);
        }
    }

    private static void send(PreparedStatement notify, StringBuilder payload) throws SQLException {
        if (!payload.isEmpty()) {
            notify.setString(1, payload.toString());
            notify.execute();
            payload.setLength(0);
        }
    }

    private static String grants(List<GrantBalance> grants) {
        StringBuilder json = new StringBuilder(grants.size() * 128).append('[');
        for (GrantBalance grant : grants) {
            json.append(json.length() == 1 ? "{\"id\":" : ",{\"id\":");
            JsonText.quote(json, grant.getId());
            JsonText.quote(json.append(",\"source\":"), grant.getSource());
            json.append(",\"amountMicros\":").append(grant.getAmountMicros());
            json.append(",\"leftMicros\":").append(grant.getLeftMicros());
            json.append(",\"effectiveAt\":\"").append(grant.getEffectiveAt()).append('"');
            json.append(",\"priority\":").append(grant.getPriority());
            if (grant.getName() != null) {
                JsonText.quote(json.append(",\"name\":"), grant.getName());
            }
            @Nullable Instant expiresAt = grant.getExpiresAt();
            json.append(expiresAt == null ? "}" : ",\"expiresAt\":\"" + expiresAt + "\"}");
        }
        return json.append(']').toString();
    }
}
