package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.SchemaSource;

/**
 * The topics by name.
 *
 * @param prefix put before every name; "" in production
 */
public record Topics(String prefix) {
    private static final String NAMESPACE = "com.clientmanager.credits.schemas.";

    public String usage() {
        return prefix + "usage.recorded.v1";
    }

    public String commands() {
        return prefix + "account.commands.v1";
    }

    public String ledger() {
        return prefix + "credit.ledger.v1";
    }

    public String balances() {
        return prefix + "credit.balances.v1";
    }

    public String rejected() {
        return prefix + "usage.rejected.v1";
    }

    public String rateCard() {
        return prefix + "rate-card.v1";
    }

    /** A reader of what the topic holds. */
    public RecordReader reader(String topic, SchemaSource schemas) {
        return new RecordReader(schemas, NAMESPACE + recordName(topic.substring(prefix.length())));
    }

    private static String recordName(String topic) {
        return switch (topic) {
            case "usage.recorded.v1" -> "UsageRecorded";
            case "account.commands.v1" -> "AccountCommand";
            case "credit.ledger.v1" -> "LedgerEntryPosted";
            case "credit.balances.v1" -> "AccountBalance";
            case "usage.rejected.v1" -> "UsageRejected";
            case "rate-card.v1" -> "ActionPrices";
            default -> throw new IllegalArgumentException("no topic of ours: " + topic);
        };
    }
}
