package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.fold.Account;
import com.clientmanager.credits.auditor.fold.LedgerFold;
import com.clientmanager.credits.auditor.fold.Totals;
import com.clientmanager.credits.auditor.record.LedgerLine;
import com.clientmanager.credits.auditor.record.Share;
import com.clientmanager.credits.auditor.record.Terms;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares table ledger_line with the topic row by row, and usage_rollup with the fold (I6). Eight bytes a row. */
final class LedgerRows {
    private static final int MAX_ROWS = 1 << 27;
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
            "unit_price_micros",
            "price_version",
            "allocations",
            "grant_id",
            "grant_source",
            "grant_amount_micros",
            "grant_effective_at",
            "grant_expires_at",
            "subscription_id",
            "plan",
            "subscription_status",
            "cycle",
            "cycle_start",
            "cycle_end",
            "reverses",
            "command_id",
            "refusal",
            "input_offset",
            "note",
            "occurred_at",
            "recorded_at");

    private final Findings findings;
    private final Map<String, Long> heads = new HashMap<>();
    private final Map<String, long[]> rows = new HashMap<>();
    private final Map<String, Row> rollups = new HashMap<>();

    LedgerRows(Findings findings, TableSource tables) {
        this.findings = findings;
        tables.read(Table.LEDGER_HEAD, row -> heads.put(row.text("account_id"), row.number("seq")));
        tables.read(Table.LEDGER_LINE, this::add);
        tables.read(Table.USAGE_ROLLUP, row -> rollups.put(row.text("account_id"), row));
    }

    private void add(Row row) {
        String account = row.text("account_id");
        long seq = row.number("seq");
        if (seq < 1 || seq > heads.getOrDefault(account, 0L) || seq > MAX_ROWS) {
            findings.add(Kind.LEDGER_ROW, account + " line " + seq + ": a row beyond ledger_head");
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

    /** The line has just been folded. */
    void line(LedgerLine line, Account account) {
        long head = heads.getOrDefault(line.account(), 0L);
        if (line.seq() < 1 || line.seq() > head) {
            return;
        }
        long[] digests = rows.getOrDefault(line.account(), new long[0]);
        long row = line.seq() <= digests.length ? digests[(int) line.seq() - 1] : 0;
        if (row != digest(line)) {
            findings.add(
                    Kind.LEDGER_ROW,
                    line.here() + (row == 0 ? ": has no row" : ": the row says something else than the topic"));
        }
        if (line.seq() == head) {
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

    private void differ(Account account, String what, BigInteger counted, BigInteger said) {
        if (!counted.equals(said)) {
            findings.add(
                    Kind.DATABASE,
                    account.id() + " at line " + account.seq() + ", table usage_rollup: " + what + " is " + said
                            + ", counted " + counted);
        }
    }

    void finish(LedgerFold fold) {
        heads.forEach((id, head) -> {
            Account account = fold.account(id);
            long end = account == null ? 0 : account.seq();
            if (end < head) {
                findings.add(
                        Kind.DATABASE, id + ", table ledger_head: claims line " + head + ", the ledger ends at " + end);
            }
        });
        rollups.keySet().stream()
                .filter(id -> !heads.containsKey(id))
                .forEach(id -> findings.add(Kind.DATABASE, id + ", table usage_rollup: sums of no line"));
    }

    private static long digest(Row row) {
        return Digest.of(COLUMNS.stream().map(row::textOrNull).toArray());
    }

    private static long digest(LedgerLine line) {
        Terms grant = line.grant();
        return Digest.of(
                line.type(),
                line.amount(),
                line.balance(),
                line.available(),
                line.overdraft(),
                stored(line.eventSource()),
                stored(line.eventId()),
                stored(line.action()),
                line.quantity(),
                stored(line.user()),
                line.unitPrice(),
                stored(line.priceVersion()),
                allocations(line.shares()),
                grant == null ? null : stored(grant.id()),
                grant == null ? null : grant.source(),
                grant == null ? null : grant.amount(),
                grant == null ? null : grant.effectiveAt(),
                grant == null ? null : grant.expiresAt(),
                stored(line.subscription()),
                stored(line.plan()),
                line.status(),
                line.cycle(),
                line.cycleStart(),
                line.cycleEnd(),
                line.reverses(),
                stored(line.commandId()),
                line.refusal(),
                line.inputOffset(),
                stored(line.note()),
                line.occurredAt(),
                line.recordedAt());
    }

    private static @Nullable String allocations(List<Share> shares) {
        return shares.isEmpty()
                ? null
                : shares.stream()
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
