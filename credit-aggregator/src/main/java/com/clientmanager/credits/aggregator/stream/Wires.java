package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.function.IntPredicate;

/** The topics' wires, shared by all threads. */
record Wires(
        PatientReader<UsageRecorded> usage,
        PatientReader<AccountCommand> commands,
        PatientReader<ActionPrices> rateCard,
        RegistryAvroCodec<LedgerEntryPosted> ledger,
        RegistryAvroCodec<AccountBalance> balances,
        RegistryAvroCodec<UsageRejected> rejections) {
    /** Well below the transaction's timeout, since a task that waits longer is fenced and must restore its state. */
    private static final Duration PATIENCE_IN_A_TRANSACTION =
            Duration.ofMillis(StreamsSettings.TRANSACTION_TIMEOUT_MS / 2);

    private static final Duration PATIENCE_WITHOUT = Duration.ofDays(365);

    /** Wires whose readers take {@code isMissing}'s word for a schema id that does not exist. */
    static Wires of(SchemaRegistryClient registry, String prefix, IntPredicate isMissing) {
        return new Wires(
                new PatientReader<>(
                        RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, prefix),
                        PATIENCE_IN_A_TRANSACTION,
                        isMissing),
                new PatientReader<>(
                        RegistryAvroCodec.of(registry, Topic.ACCOUNT_COMMANDS, prefix),
                        PATIENCE_IN_A_TRANSACTION,
                        isMissing),
                new PatientReader<>(
                        RegistryAvroCodec.of(registry, Topic.RATE_CARD, prefix), PATIENCE_WITHOUT, isMissing),
                RegistryAvroCodec.of(registry, Topic.CREDIT_LEDGER, prefix),
                RegistryAvroCodec.of(registry, Topic.CREDIT_BALANCES, prefix),
                RegistryAvroCodec.of(registry, Topic.USAGE_REJECTED, prefix));
    }

    /**
     * Asks for the ids under which the schemas of usage and of the outputs are registered, so that no record has to.
     *
     * @throws com.clientmanager.credits.schemas.RegistryUnavailableException when the registry is away or the deploy
     *     step has not run
     */
    void askForIds() {
        usage.schemaId();
        ledger.schemaId();
        balances.schemaId();
        rejections.schemaId();
    }
}
