package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the commands on the topic with those that billing-api issued, both ways. */
final class CommandAudit {
    static final String BEFORE_THE_TABLE = "commands from before table issued_command existed, compared with nothing";
    /** The migration that creates the table. */
    private static final String MIGRATION = "4";

    /** A row of issued_command. */
    static final class Issued {
        private final String commandId;
        private final byte[] sha256;
        final @Nullable Long auditId;
        private boolean isSent;

        private Issued(Row row) {
            commandId = row.text("command_id");
            sha256 = row.bytes("body_sha256");
            auditId = row.numberOrNull("audit_id");
        }
    }

    private final Findings findings;
    private final Map<Integer, Long> ends;
    private final Map<String, TreeMap<Long, Issued>> issued = new HashMap<>();
    private final Map<String, Issued> byId = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private long since = Long.MIN_VALUE;

    /** @param ends of the topic's partitions before the tables were read: what lies behind may be younger than these */
    CommandAudit(Findings findings, Map<Integer, Long> ends, TableSource tables) {
        this.findings = findings;
        this.ends = ends;
        tables.read(Table.ISSUED_COMMAND, this::add);
        tables.read(Table.OUTBOX, row -> {
            if (row.text("topic").equals("ACCOUNT_COMMANDS")) {
                waiting.merge(new String(row.bytes("record_key"), StandardCharsets.UTF_8), 1, Integer::sum);
            }
        });
        if (tables.has(Table.FLYWAY_SCHEMA_HISTORY)) {
            tables.read(Table.FLYWAY_SCHEMA_HISTORY, row -> {
                if (row.text("version").equals(MIGRATION)) {
                    since = row.number("installed_on");
                }
            });
        }
    }

    private void add(Row row) {
        Issued one = new Issued(row);
        issued.computeIfAbsent(row.text("account_id"), a -> new TreeMap<>()).put(row.number("sequence"), one);
        byId.put(one.commandId, one);
    }

    @Nullable
    Issued issued(@Nullable String commandId) {
        return commandId == null ? null : byId.get(commandId);
    }

    /** Whether commands of the account wait in the outbox. */
    boolean isWaiting(String account) {
        return waiting.containsKey(account);
    }

    void command(Command command) {
        TreeMap<Long, Issued> ofAccount = issued.get(command.account());
        Issued row = ofAccount == null ? null : ofAccount.get(command.sequence());
        String here = command.record().place() + ": account " + command.account() + " number " + command.sequence()
                + ", command " + command.id() + described(command);
        if (row == null) {
            boolean isOlder = command.appendedAt() < since;
            boolean isYounger = command.record().offset()
                    >= ends.getOrDefault(command.record().partition(), 0L);
            if (isOlder) {
                findings.notice(BEFORE_THE_TABLE, here);
            } else if (!isYounger) {
                findings.add(Kind.COMMAND_NOT_ISSUED, here);
            }
            return;
        }
        row.isSent = true;
        byte[] value = command.record().value();
        if (!row.commandId.equals(command.id())) {
            findings.add(Kind.COMMAND_DIFFERS, here + "; issued was " + row.commandId);
        } else if (value == null || !Arrays.equals(row.sha256, RejectionIndex.sha(value, RecordReader.HEADER_BYTES))) {
            findings.add(Kind.COMMAND_DIFFERS, here + ": its bytes are not those that were issued");
        }
    }

    private static String described(Command command) {
        Fields body = command.body();
        return ", " + command.type() + (body == null ? "" : " " + body.record());
    }

    /** Rows without a record, but for an account's last ones, as many as wait in the outbox. */
    void finish() {
        issued.forEach((account, rows) -> {
            int left = waiting.getOrDefault(account, 0);
            for (Map.Entry<Long, Issued> row : rows.descendingMap().entrySet()) {
                if (row.getValue().isSent) {
                    left = 0;
                } else if (left > 0) {
                    left--;
                } else {
                    findings.add(
                            Kind.COMMAND_NOT_SENT,
                            "account " + account + " number " + row.getKey() + ", command " + row.getValue().commandId);
                }
            }
        });
    }
}
