package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last projected line of each account of a batch. Tells a line that is there already from the next one, and stops
 * at a gap or at a balance that is not the one before plus the amount (I3).
 */
final class Heads {
    private static final String READ = "SELECT w.id, h.seq, h.balance_micros, a.time_zone FROM unnest(?) AS w(id)"
            + " LEFT JOIN ledger_head h ON h.account_id = w.id LEFT JOIN account a ON a.id = w.id";
    private static final String WRITE =
            "INSERT INTO ledger_head (account_id, seq, balance_micros) SELECT * FROM unnest(?, ?, ?)"
                    + " ON CONFLICT (account_id) DO UPDATE SET seq = excluded.seq, balance_micros ="
                    + " excluded.balance_micros";

    private final Map<String, Head> heads;
    private final List<String> opened = new ArrayList<>();

    private Heads(Map<String, Head> heads) {
        this.heads = heads;
    }

    private static final class Head {
        private final String account;
        private final String timeZone;
        private long seq;
        private long balanceMicros;
        private boolean moved;

        Head(String account, String timeZone, long seq, long balanceMicros) {
            this.account = account;
            this.timeZone = timeZone;
            this.seq = seq;
            this.balanceMicros = balanceMicros;
        }
    }

    static Heads read(Connection connection, List<LedgerEntryPosted> lines) throws SQLException {
        String[] accounts =
                lines.stream().map(LedgerEntryPosted::getAccount).distinct().toArray(String[]::new);
        Map<String, Head> heads = HashMap.newHashMap(accounts.length);
        if (accounts.length == 0) {
            return new Heads(heads);
        }
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setArray(1, connection.createArrayOf("text", accounts));
            try (ResultSet found = read.executeQuery()) {
                while (found.next()) {
                    String zone = found.getString(4);
                    Head head = new Head(
                            found.getString(1), zone == null ? "UTC" : zone, found.getLong(2), found.getLong(3));
                    heads.put(head.account, head);
                }
            }
        }
        return new Heads(heads);
    }

    /** The lines that are new, in their order. */
    List<LedgerEntryPosted> accept(List<LedgerEntryPosted> lines) {
        List<LedgerEntryPosted> fresh = new ArrayList<>(lines.size());
        for (LedgerEntryPosted line : lines) {
            Head head = heads.get(line.getAccount());
            if (head != null && line.getSeq() > head.seq) {
                follow(head, line);
                fresh.add(line);
            }
        }
        return fresh;
    }

    private void follow(Head head, LedgerEntryPosted line) {
        if (line.getSeq() != head.seq + 1) {
            throw new ProjectionStopped("account " + head.account + ": ledger line " + line.getSeq() + " came after "
                    + head.seq + "; lines in between are missing on the topic (I3)");
        }
        long expected = Math.addExact(head.balanceMicros, line.getAmountMicros());
        if (line.getBalanceMicros() != expected) {
            throw new ProjectionStopped("account " + head.account + ", ledger line " + line.getSeq() + ": balance "
                    + line.getBalanceMicros() + " where the one before and the amount make " + expected + " (I3)");
        }
        if (head.seq == 0) {
            opened.add(head.account);
        }
        head.seq = line.getSeq();
        head.balanceMicros = line.getBalanceMicros();
        head.moved = true;
    }

    void write(Connection connection) throws SQLException {
        List<Head> moved = heads.values().stream().filter(head -> head.moved).toList();
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            new Columns<>(connection, write, moved)
                    .text(head -> head.account)
                    .number(head -> head.seq)
                    .number(head -> head.balanceMicros);
            write.executeUpdate();
        }
    }

    /** Accounts whose first line is among the accepted. */
    List<String> opened() {
        return opened;
    }

    /** IANA zone in which the account's days are counted. */
    String timeZone(String account) {
        Head head = heads.get(account);
        return head == null ? "UTC" : head.timeZone;
    }
}
