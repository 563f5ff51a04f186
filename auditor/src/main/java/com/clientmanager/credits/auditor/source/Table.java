package com.clientmanager.credits.auditor.source;

import java.util.Locale;

/**
 * What is read of PostgreSQL. Times are read as milliseconds, lists as text with the separators {@link #LIST} and
 * {@link #FIELD}.
 */
public enum Table {
    BALANCE("""
            SELECT account_id, ledger_seq, available_micros, overdraft_micros, used_this_cycle_micros,
              allowance_granted_micros, allowance_left_micros, plan, pending_plan, subscription_status, cycle,
              (extract(epoch FROM cycle_start) * 1000)::bigint AS cycle_start,
              (extract(epoch FROM cycle_end) * 1000)::bigint AS cycle_end,
              (SELECT string_agg(array_to_string(ARRAY[g ->> 'id', g ->> 'source', g ->> 'amountMicros',
                  g ->> 'leftMicros',
                  (extract(epoch FROM (g ->> 'effectiveAt')::timestamptz) * 1000)::bigint::text,
                  (extract(epoch FROM (g ->> 'expiresAt')::timestamptz) * 1000)::bigint::text,
                  g ->> 'priority', g ->> 'name'], chr(31), chr(29)), chr(30) ORDER BY n)
                FROM jsonb_array_elements(grants) WITH ORDINALITY AS x(g, n)) AS grants,
              held_micros, policy, limit_micros, revision
            FROM balance"""),
    LEDGER_HEAD("SELECT account_id, seq FROM ledger_head"),
    LEDGER_ENTRY("""
            SELECT account_id, seq, type, amount_micros, balance_micros, available_micros, overdraft_micros,
              event_source, event_id, action, quantity, user_id, hold_id, unit_price_micros, price_version,
              (SELECT string_agg(concat_ws(chr(31), key, value), chr(30)) FROM jsonb_each_text(dimensions))
                AS dimensions,
              CASE WHEN allocations IS NULL THEN NULL ELSE
              (SELECT string_agg(concat_ws(chr(31), a ->> 'grant', a ->> 'source', a ->> 'amountMicros'), chr(30)
                ORDER BY n) FROM jsonb_array_elements(allocations) WITH ORDINALITY AS x(a, n)) END AS allocations,
              grant_id, grant_source, grant_amount_micros,
              (extract(epoch FROM grant_effective_at) * 1000)::bigint AS grant_effective_at,
              (extract(epoch FROM grant_expires_at) * 1000)::bigint AS grant_expires_at,
              grant_priority, grant_name, grant_left_micros,
              subscription_id, plan, pending_plan, subscription_status, cycle,
              (extract(epoch FROM cycle_start) * 1000)::bigint AS cycle_start,
              (extract(epoch FROM cycle_end) * 1000)::bigint AS cycle_end,
              reverses, (extract(epoch FROM reversed_occurred_at) * 1000)::bigint AS reversed_occurred_at,
              command_id, command_sequence, command_type, refusal, input_offset, note,
              (extract(epoch FROM occurred_at) * 1000)::bigint AS occurred_at,
              (extract(epoch FROM recorded_at) * 1000)::bigint AS recorded_at
            FROM ledger_entry"""),
    USAGE_ROLLUP("""
            SELECT account_id, sum(events) AS events, sum(quantity) AS quantity, sum(charged_micros) AS charged_micros,
              sum(reversed_micros) AS reversed_micros FROM usage_rollup GROUP BY account_id"""),
    ISSUED_COMMAND("SELECT account_id, sequence, command_id, body_sha256, audit_id FROM issued_command"),
    PROJECTION_SKIP("SELECT topic, partition, record_offset, value_sha256 FROM projection_skip"),
    OUTBOX("SELECT topic, record_key, payload FROM outbox WHERE topic IN ('ACCOUNT_COMMANDS', 'RATE_CARD')"),
    PAYMENT("""
            SELECT id, account_id, fulfilment ->> 'credits' AS credits FROM payment
            WHERE purpose = 'PURCHASE' AND status = 'SUCCEEDED'"""),
    AUDIT("""
            SELECT id, account_id, detail ->> 'grant' AS grant_id, detail ->> 'amount' AS amount FROM audit
            WHERE what = 'grant.given'"""),
    PRICE_VERSION("""
            SELECT v.action, a.unit, v.version, v.plan, v.unit_price_micros,
              (extract(epoch FROM v.effective_from) * 1000)::bigint AS effective_from,
              (extract(epoch FROM v.known_from) * 1000)::bigint AS known_from
            FROM price_version v JOIN action a ON a.id = v.action ORDER BY v.appended_seq"""),
    FLYWAY_SCHEMA_HISTORY("""
            SELECT version, (extract(epoch FROM installed_on) * 1000)::bigint AS installed_on
            FROM flyway_schema_history WHERE success""");

    /** Between the items of a list. */
    public static final String LIST = "\u001e";
    /** Between the fields of an item. */
    public static final String FIELD = "\u001f";
    /** A field of an item that is null. */
    public static final String NULL = "\u001d";

    private final String sql;

    Table(String sql) {
        this.sql = sql;
    }

    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String sql() {
        return sql;
    }
}
