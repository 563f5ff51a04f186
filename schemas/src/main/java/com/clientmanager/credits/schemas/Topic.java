package com.clientmanager.credits.schemas;

import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The topics of the pipeline as code: name, record, and the settings that its rules rely on. Keys are UTF-8 text. */
@SuppressWarnings("ImmutableEnumChecker") // a parsed Avro schema does not change, though its type does not say so
public enum Topic {
    /** Usage events. Kept longer than the lateness window of 35 days (R3); the broker's stamp is "now". */
    USAGE_RECORDED("usage.recorded.v1", UsageRecorded.class, UsageRecorded.getClassSchema(), Keep.FOR_42_DAYS, true),
    /** Orders to the engine from billing-api's outbox; kept for ever, since a replay needs every grant. */
    ACCOUNT_COMMANDS("account.commands.v1", AccountCommand.class, AccountCommand.getClassSchema(), Keep.FOR_EVER, true),
    /** The accounts' history, the product's book of record; kept for ever. */
    CREDIT_LEDGER(
            "credit.ledger.v1", LedgerEntryPosted.class, LedgerEntryPosted.getClassSchema(), Keep.FOR_EVER, false),
    /** The latest balance of each account. */
    CREDIT_BALANCES("credit.balances.v1", AccountBalance.class, AccountBalance.getClassSchema(), Keep.LATEST, false),
    /** Usage that could not be charged, whole (R4); kept for ever, so that a projection can be rebuilt. */
    USAGE_REJECTED("usage.rejected.v1", UsageRejected.class, UsageRejected.getClassSchema(), Keep.FOR_EVER, false),
    /** Every price version of each action; one partition, since every instance reads it whole. */
    RATE_CARD("rate-card.v1", ActionPrices.class, ActionPrices.getClassSchema(), Keep.LATEST, true);

    private enum Keep {
        FOR_42_DAYS,
        FOR_EVER,
        LATEST
    }

    /** How long the usage facts stay on their topic, in milliseconds. */
    private static final long USAGE_RETENTION_MS = Duration.ofDays(42).toMillis();

    /** Kafka's own default. */
    private static final int RECORD_BYTES = 1_048_588;

    /** A rejection holds the record it is about, whole; a balance names each grant with credits left, up to 1,600. */
    private static final int LARGE_RECORD_BYTES = 3 << 20;

    private final String baseName;
    private final Class<? extends SpecificRecord> recordType;
    private final Schema readerSchema;
    private final Schema schema;
    private final Keep keep;
    private final boolean input;

    Topic(String baseName, Class<? extends SpecificRecord> recordType, Schema readerSchema, Keep keep, boolean input) {
        this.baseName = baseName;
        this.recordType = recordType;
        this.readerSchema = readerSchema;
        this.schema = AvroJavaAnnotations.removedFrom(readerSchema);
        this.keep = keep;
        this.input = input;
    }

    /** The topic's name; {@code prefix} ("" in production) lets tests share one broker. */
    public String topicName(String prefix) {
        return prefix + baseName;
    }

    /** The registry's subject for the topic's values (TopicNameStrategy). */
    public String subject(String prefix) {
        return topicName(prefix) + "-value";
    }

    /** The schema as it is registered: the .avsc, without Java's own properties. */
    public Schema schema() {
        return schema;
    }

    /** The schema that the generated class reads with. */
    Schema readerSchema() {
        return readerSchema;
    }

    /** The generated class of the topic's values. */
    public Class<? extends SpecificRecord> recordType() {
        return recordType;
    }

    /** How many partitions it has when the pipeline runs on {@code partitions}; fixed for life, accounts never move. */
    public int partitions(int partitions) {
        return this == RATE_CARD ? 1 : partitions;
    }

    /** Topic settings for {@code replicas} copies, in Kafka's names. */
    public Map<String, String> config(int replicas) {
        return Map.of(
                "cleanup.policy",
                keep == Keep.LATEST ? "compact" : "delete",
                "retention.ms",
                keep == Keep.FOR_42_DAYS ? Long.toString(USAGE_RETENTION_MS) : "-1",
                "retention.bytes",
                "-1",
                "message.timestamp.type",
                input ? "LogAppendTime" : "CreateTime",
                "min.insync.replicas",
                Integer.toString(Math.max(1, replicas - 1)),
                "unclean.leader.election.enable",
                "false",
                "max.message.bytes",
                Integer.toString(
                        this == USAGE_REJECTED || this == CREDIT_BALANCES ? LARGE_RECORD_BYTES : RECORD_BYTES));
    }
}
