package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * R19: each grant that was bought has its payment and each payment its grant; each promotional one has the audit row of
 * who gave it.
 */
final class GrantAudit {
    private static final String PACK = "pack:";
    private static final String DELIVERY = "deliver:";

    private final Findings findings;
    private final Map<Integer, Long> ends;
    private final @Nullable CommandAudit commands;
    private final Map<String, Row> payments = new HashMap<>();
    private final Map<String, Row> audits = new HashMap<>();
    /** Payments whose command was answered by a grant or a refusal, or has not been processed. */
    private final Set<String> answered = new HashSet<>();

    /**
     * @param ends of the command topic's partitions before the tables were read
     * @param commands null where table issued_command does not exist
     */
    GrantAudit(Findings findings, Map<Integer, Long> ends, @Nullable CommandAudit commands, TableSource tables) {
        this.findings = findings;
        this.ends = ends;
        this.commands = commands;
        tables.read(Table.PAYMENT, row -> payments.put(row.text("id"), row));
        tables.read(Table.AUDIT, row -> audits.put(row.text("grant_id"), row));
    }

    /** A command that the engine has not processed. */
    void unprocessed(Command command) {
        answered.add(paymentOf(command.id()));
    }

    void entry(int partition, LedgerEntry entry) {
        String commandId = entry.commandId();
        if (commandId == null) {
            return;
        }
        if (entry.is("COMMAND_REFUSED")) {
            answered.add(paymentOf(commandId));
        }
        GrantTerms grant = entry.grant();
        if (entry.is("GRANT") && grant != null) {
            String objection = objection(entry, grant);
            Long offset = entry.inputOffset();
            boolean isYounger = offset != null && offset >= ends.getOrDefault(partition, 0L);
            if (objection != null && !isYounger) {
                findings.add(
                        Kind.GRANT_UNFOUNDED,
                        entry.place() + ": grant " + grant.id() + " of " + credits(grant.amount()) + " credits "
                                + objection);
            }
        }
    }

    private @Nullable String objection(LedgerEntry entry, GrantTerms grant) {
        return switch (grant.source()) {
            case "PURCHASED" -> ofPayment(entry, grant);
            case "PROMOTIONAL" -> ofAudit(entry, grant);
            default -> null;
        };
    }

    private @Nullable String ofPayment(LedgerEntry entry, GrantTerms grant) {
        String id = grant.id().startsWith(PACK) ? grant.id().substring(PACK.length()) : "";
        Row payment = payments.get(id);
        if (payment == null) {
            return "has no payment that succeeded";
        }
        answered.add(id);
        if (!payment.text("account_id").equals(entry.account())) {
            return "was paid by account " + payment.text("account_id");
        }
        return isAmount(payment.text("credits"), grant) ? null : "was paid as " + payment.text("credits") + " credits";
    }

    private @Nullable String ofAudit(LedgerEntry entry, GrantTerms grant) {
        Row audit = audits.get(grant.id());
        if (audit == null) {
            return "has no audit row grant.given";
        }
        CommandAudit.Issued issued = commands == null ? null : commands.issued(entry.commandId());
        if (issued != null && (issued.auditId == null || issued.auditId != audit.number("id"))) {
            return "was issued with audit row " + issued.auditId + ", its own is " + audit.number("id");
        }
        if (!audit.text("account_id").equals(entry.account())) {
            return "was given to account " + audit.text("account_id");
        }
        return isAmount(audit.text("amount"), grant) ? null : "was given as " + audit.text("amount") + " credits";
    }

    private static boolean isAmount(String credits, GrantTerms grant) {
        try {
            return new BigDecimal(credits).compareTo(BigDecimal.valueOf(grant.amount(), 6)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String credits(long micros) {
        return String.format(Locale.ROOT, "%,.6f", BigDecimal.valueOf(micros, 6))
                .replaceAll("\\.?0+$", "");
    }

    private static String paymentOf(String commandId) {
        return commandId.startsWith(DELIVERY) ? commandId.substring(DELIVERY.length()) : "";
    }

    void finish() {
        payments.forEach((id, payment) -> {
            String account = payment.text("account_id");
            boolean isWaiting = commands != null && commands.isWaiting(account);
            if (!answered.contains(id) && !isWaiting) {
                findings.add(
                        Kind.PURCHASE_UNGRANTED,
                        "account " + account + ": payment " + id + " of " + payment.text("credits") + " credits");
            }
        });
    }
}
