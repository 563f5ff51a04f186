package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums new charges and reversals by cycle, local day, action and user: the only arithmetic of the projection. */
final class UsageRollup {
    private static final String UPSERT = "INSERT INTO usage_rollup AS r"
            + " (account_id, cycle, day, action, user_id, events, quantity, charged_micros, reversed_micros)"
            + " SELECT a, b, c::date, d, e, f, g::numeric, h, i FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS u(a, b,"
            + " c, d, e, f, g, h, i)"
            + " ON CONFLICT (account_id, cycle, day, action, user_id) DO UPDATE SET events = r.events +"
            + " excluded.events,"
            + " quantity = r.quantity + excluded.quantity, charged_micros = r.charged_micros + excluded.charged_micros,"
            + " reversed_micros = r.reversed_micros + excluded.reversed_micros";
    private static final String REVERSED = "SELECT w.place, l.cycle, l.occurred_at, l.action, l.user_id"
            + " FROM unnest(?, ?, ?) AS w(account_id, seq, place) JOIN ledger_entry l ON l.account_id ="
            + " w.account_id AND l.seq = w.seq";
    /** Usage dated before the first cycle. */
    private static final long BEFORE_THE_FIRST = -1;

    private final Heads heads;
    private final Map<Key, Sums> sums = new HashMap<>();
    private final Map<String, ZoneId> zones = new HashMap<>();

    private UsageRollup(Heads heads) {
        this.heads = heads;
    }

    private record Key(String account, long cycle, LocalDate day, String action, String user) {}

    /** A reversal and its place in the batch. */
    private record Placed(LedgerEntryPosted line, long place) {}

    private static final class Sums {
        private long events;
        private BigInteger quantity = BigInteger.ZERO;
        private long chargedMicros;
        private long reversedMicros;
    }

    /** Lines must be in ledger_entry already: a reversal finds its charge there. */
    static void write(Connection connection, List<LedgerEntryPosted> lines, Heads heads) throws SQLException {
        UsageRollup rollup = new UsageRollup(heads);
        for (LedgerEntryPosted line : lines) {
            if (line.getType().equals("CHARGE")) {
                rollup.charge(line);
            }
        }
        List<Placed> reversals = new ArrayList<>();
        for (LedgerEntryPosted line : lines) {
            if (line.getType().equals("REVERSAL") && line.getReverses() != null) {
                reversals.add(new Placed(line, reversals.size()));
            }
        }
        if (!reversals.isEmpty()) {
            rollup.reverse(connection, reversals);
        }
        rollup.upsert(connection);
    }

    private void charge(LedgerEntryPosted line) {
        Sums sum = sum(line.getAccount(), line.getCycle(), line.getOccurredAt(), line.getAction(), line.getUser());
        sum.events++;
        Long quantity = line.getQuantity();
        sum.quantity = sum.quantity.add(BigInteger.valueOf(quantity == null ? 0 : quantity));
        sum.chargedMicros = Math.subtractExact(sum.chargedMicros, line.getAmountMicros());
    }

    /**
     * Counted where the charge was, so that what is shown for a day, an action or a user is what it cost in the end.
     */
    private void reverse(Connection connection, List<Placed> reversals) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(REVERSED)) {
            new Columns<>(connection, read, reversals)
                    .text(reversal -> reversal.line().getAccount())
                    .number(reversal -> reversal.line().getReverses())
                    .number(Placed::place);
            try (ResultSet found = read.executeQuery()) {
                while (found.next()) {
                    LedgerEntryPosted line = reversals.get(found.getInt(1)).line();
                    Instant occurredAt =
                            found.getObject(3, OffsetDateTime.class).toInstant();
                    Sums sum = sum(
                            line.getAccount(),
                            found.getObject(2, Long.class),
                            occurredAt,
                            found.getString(4),
                            found.getString(5));
                    sum.reversedMicros = Math.addExact(sum.reversedMicros, line.getAmountMicros());
                }
            }
        }
    }

    private Sums sum(
            String account, @Nullable Long cycle, Instant occurredAt, @Nullable String action, @Nullable String user) {
        ZoneId zone = zones.computeIfAbsent(heads.timeZone(account), ZoneId::of);
        Key key = new Key(
                account,
                cycle == null ? BEFORE_THE_FIRST : cycle,
                LocalDate.ofInstant(occurredAt, zone),
                action == null ? "" : storable(action),
                user == null ? "" : storable(user));
        return sums.computeIfAbsent(key, unused -> new Sums());
    }

    /**
     * As the row will hold it: two users that differ only in what no text column holds are one row, not two with one
     * key.
     */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private void upsert(Connection connection) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        List<Map.Entry<Key, Sums>> rows = List.copyOf(sums.entrySet());
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            new Columns<>(connection, upsert, rows)
                    .text(row -> row.getKey().account())
                    .number(row -> row.getKey().cycle())
                    .text(row -> row.getKey().day().toString())
                    .text(row -> row.getKey().action())
                    .text(row -> row.getKey().user())
                    .number(row -> row.getValue().events)
                    .text(row -> row.getValue().quantity.toString())
                    .number(row -> row.getValue().chargedMicros)
                    .number(row -> row.getValue().reversedMicros);
            upsert.executeUpdate();
        }
    }
}
