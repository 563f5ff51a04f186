package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Differences;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.fold.Account;
import com.clientmanager.credits.auditor.fold.LedgerFold;
import com.clientmanager.credits.auditor.fold.Totals;
import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares table ledger_entry with the topic row by row, and usage_rollup with the fold (I6). It keeps eight bytes a
 * row.
 */
final class LedgerTableAudit {
    private static final int MAX_ROWS = 1 << 27;
    private static final int MAX_KEPT = 1_000;
    private static final String DIMENSIONS = "dimensions";
    private static final List<String> COLUMNS = List.of(
            "type",
            "amount_micros",
            "balance_micros",
            "available_micros",
            "overdraft_micros",
            "event_source",
            "event_id",
            "action",
            "quantity",
            "user_id",
            DIMENSIONS,
            "hold_id",
            "unit_price_micros",
            "price_version",
            "allocations",
            "grant_id",
            "grant_source",
            "grant_amount_micros",
            "grant_effective_at",
            "grant_expires_at",
            "grant_priority",
            "grant_name",
            "grant_left_micros",
            "subscription_id",
            "plan",
            "pending_plan",
            "subscription_status",
            "cycle",
            "cycle_start",
            "cycle_end",
            "reverses",
            "reversed_occurred_at",
            "command_id",
            "command_sequence",
            "command_type",
            "refusal",
            "input_offset",
            "note",
            "occurred_at",
            "recorded_at");

    private record Place(String account, long seq) {}

    private final Findings findings;
    private final TableSource tables;
    /** Entries whose row differs, compared column by column in a second reading of the table. */
    private final Map<Place, LedgerEntry> differing = new HashMap<>();

    private final Map<String, Long> heads = new HashMap<>();
    private final Map<String, long[]> rows = new HashMap<>();
    private final Map<String, Row> rollups = new HashMap<>();

    LedgerTableAudit(Findings findings, TableSource tables) {
        this.findings = findings;
        this.tables = tables;
        tables.read(Table.LEDGER_HEAD, row -> heads.put(row.text("account_id"), row.number("seq")));
        tables.read(Table.LEDGER_ENTRY, this::add);
        tables.read(Table.USAGE_ROLLUP, row -> rollups.put(row.text("account_id"), row));
    }

    private void add(Row row) {
        String account = row.text("account_id");
        long seq = row.number("seq");
        if (seq < 1 || seq > heads.getOrDefault(account, 0L) || seq > MAX_ROWS) {
            findings.add(Kind.LEDGER_ROW, account + " entry " + seq + ": a row beyond ledger_head");
            return;
        }
        long[] digests = rows.computeIfAbsent(account, a -> new long[4]);
        int index = (int) seq - 1;
        if (index >= digests.length) {
            digests = Arrays.copyOf(digests, Math.max(index + 1, digests.length * 2));
            rows.put(account, digests);
        }
        digests[index] = digest(row);
    }

    /** The entry has just been folded. */
    void entry(LedgerEntry entry, Account account) {
        long head = heads.getOrDefault(entry.account(), 0L);
        if (entry.seq() < 1 || entry.seq() > head) {
            return;
        }
        long[] digests = rows.getOrDefault(entry.account(), new long[0]);
        long row = entry.seq() <= digests.length ? digests[(int) entry.seq() - 1] : 0;
        if (row == 0) {
            findings.add(Kind.LEDGER_ROW, entry.place() + ": has no row");
        } else if (row != digest(entry) && differing.size() < MAX_KEPT) {
            differing.put(new Place(entry.account(), entry.seq()), entry);
        } else if (row != digest(entry)) {
            findings.add(Kind.LEDGER_ROW, entry.place() + ": one of more than " + MAX_KEPT + " rows that differ");
        }
        if (entry.seq() == head) {
            compareRollup(account);
        }
    }

    private void compareRollup(Account account) {
        Row rollup = rollups.getOrDefault(account.id(), new Row(Map.of()));
        Totals totals = account.totals();
        differ(account, "events", BigInteger.valueOf(totals.charges()), rollup.whole("events"));
        differ(account, "quantity", totals.quantity(), rollup.whole("quantity"));
        differ(account, "charged", totals.charged(), rollup.whole("charged_micros"));
        differ(account, "reversed", totals.reversed(), rollup.whole("reversed_micros"));
    }

    private void differ(Account account, String what, BigInteger counted, BigInteger stated) {
        if (!counted.equals(stated)) {
            findings.add(
                    Kind.DATABASE,
                    account.id() + " at entry " + account.seq() + ", table usage_rollup: " + what + " is " + stated
                            + ", counted " + counted);
        }
    }

    void finish(LedgerFold fold) {
        if (!differing.isEmpty()) {
            tables.read(Table.LEDGER_ENTRY, this::compare);
        }
        heads.forEach((id, head) -> {
            Account account = fold.account(id);
            long end = account == null ? 0 : account.seq();
            if (end < head) {
                findings.add(
                        Kind.DATABASE,
                        id + ", table ledger_head: claims entry " + head + ", the ledger ends at " + end);
            }
        });
        rollups.keySet().stream()
                .filter(id -> !heads.containsKey(id))
                .forEach(id -> findings.add(Kind.DATABASE, id + ", table usage_rollup: sums of no entry"));
    }

    private void compare(Row row) {
        LedgerEntry entry = differing.get(new Place(row.text("account_id"), row.number("seq")));
        if (entry == null) {
            return;
        }
        Differences found = new Differences("on the topic");
        Object[] stated = values(row);
        Object[] right = values(entry);
        for (int i = 0; i < right.length; i++) {
            found.field(COLUMNS.get(i), text(stated[i]), text(right[i]));
        }
        findings.add(Kind.LEDGER_ROW, entry.place() + ": " + found.textOrNull());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static long digest(Row row) {
        return Digest.of(values(row));
    }

    private static long digest(LedgerEntry entry) {
        return Digest.of(values(entry));
    }

    private static @Nullable Object[] values(Row row) {
        return COLUMNS.stream()
                .map(column -> column.equals(DIMENSIONS) ? sorted(row.textOrNull(column)) : row.textOrNull(column))
                .toArray();
    }

    /** jsonb has an order of its own. */
    private static @Nullable String sorted(@Nullable String list) {
        return list == null
                ? null
                : Stream.of(list.split(Table.LIST, -1)).sorted().collect(Collectors.joining(Table.LIST));
    }

    /** In the order of {@link #COLUMNS}. */
    private static @Nullable Object[] values(LedgerEntry entry) {
        GrantTerms grant = entry.grant();
        return new @Nullable Object[] {
            entry.type(),
            entry.amount(),
            entry.balance(),
            entry.available(),
            entry.overdraft(),
            stored(entry.eventSource()),
            stored(entry.eventId()),
            stored(entry.action()),
            entry.quantity(),
            stored(entry.user()),
            dimensions(entry),
            stored(entry.holdId()),
            entry.unitPrice(),
            stored(entry.priceVersion()),
            allocations(entry.allocations()),
            grant == null ? null : stored(grant.id()),
            grant == null ? null : grant.source(),
            grant == null ? null : grant.amount(),
            grant == null ? null : grant.effectiveAt(),
            grant == null ? null : grant.expiresAt(),
            grant == null ? null : grant.priority(),
            grant == null ? null : stored(grant.name()),
            entry.grantLeft(),
            stored(entry.subscription()),
            stored(entry.plan()),
            stored(entry.pendingPlan()),
            entry.status(),
            entry.cycle(),
            entry.cycleStart(),
            entry.cycleEnd(),
            entry.reverses(),
            entry.reversedOccurredAt(),
            stored(entry.commandId()),
            entry.commandSequence(),
            entry.commandType(),
            entry.refusal(),
            entry.inputOffset(),
            stored(entry.note()),
            entry.occurredAt(),
            entry.recordedAt()
        };
    }

    private static @Nullable String dimensions(LedgerEntry entry) {
        return entry.dimensions().isEmpty()
                ? null
                : sorted(stored(entry.dimensions().entrySet().stream()
                        .map(one -> one.getKey() + Table.FIELD + one.getValue())
                        .collect(Collectors.joining(Table.LIST))));
    }

    private static @Nullable String allocations(List<Allocation> allocations) {
        return allocations.isEmpty()
                ? null
                : allocations.stream()
                        .map(share -> String.join(
                                Table.FIELD,
                                share.grant(),
                                share.source(),
                                share.amount().toString()))
                        .collect(Collectors.joining(Table.LIST));
    }

    /** PostgreSQL's text holds no character 0; the projection stored U+FFFD in its place. */
    private static @Nullable String stored(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
