package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.load.BulkProducer;
import com.clientmanager.credits.benchmarks.load.CrmAction;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.StartSubscription;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Writes the rate card, and opens every account with the commands that billing-api would send: a subscription and a
 * purchased pack.
 */
public record AccountOpening(TopicSet topics, ProgressConsole console) {
    public static final long ALLOWANCE_MICROS = 2_500_000_000L;
    public static final long PURCHASED_MICROS = 10_000_000_000L;
    /** Opening balance of every account in micro-credits. */
    public static final long MICROS = ALLOWANCE_MICROS + PURCHASED_MICROS;

    private static final PlanTerms GROWTH = new PlanTerms("growth", ALLOWANCE_MICROS, 2);

    /** Sends all commands; the subscriptions start at {@code started} in {@code zone}. */
    public void send(Instant started, ZoneId zone) {
        try (SchemaRegistryClient registry = Registry.connect(topics.at().registryUrl());
                BulkProducer sender = new BulkProducer(topics.at().bootstrapServers(), Map.of())) {
            prices(sender, registry);
            RegistryAvroCodec<AccountCommand> wire =
                    RegistryAvroCodec.of(registry, Topic.ACCOUNT_COMMANDS, topics.prefix());
            String topic = Topic.ACCOUNT_COMMANDS.topicName(topics.prefix());
            for (int number = 0; number < topics.accounts().count(); number++) {
                byte[] key = topics.accounts().key(number);
                int partition = topics.accounts().partition(key);
                String account = topics.accounts().name(number);
                sender.send(topic, partition, key, wire.encode(subscription(account, started, zone)));
                sender.send(topic, partition, key, wire.encode(pack(account, started)));
                if (number % 10_000 == 0) {
                    console.progress(
                            "opening accounts", number, topics.accounts().count());
                }
            }
            sender.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prices(BulkProducer sender, SchemaRegistryClient registry) {
        RegistryAvroCodec<ActionPrices> wire = RegistryAvroCodec.of(registry, Topic.RATE_CARD, topics.prefix());
        for (CrmAction action : CrmAction.values()) {
            PriceVersion version =
                    new PriceVersion("bench-1", Instant.EPOCH, Instant.EPOCH, null, action.unitPriceMicros());
            sender.send(
                    Topic.RATE_CARD.topicName(topics.prefix()),
                    0,
                    action.action().getBytes(StandardCharsets.UTF_8),
                    wire.encode(new ActionPrices(action.action(), "unit", List.of(version))));
        }
    }

    private static AccountCommand subscription(String account, Instant started, ZoneId zone) {
        AccountCommand command = command(account, 1, "StartSubscription", started);
        command.setStartSubscription(new StartSubscription("sub-" + account, zone.getId(), started, GROWTH));
        return command;
    }

    private static AccountCommand pack(String account, Instant started) {
        AccountCommand command = command(account, 2, "GrantCredits", started);
        command.setGrantCredits(new GrantCredits(
                "pack-" + account,
                "PURCHASED",
                PURCHASED_MICROS,
                null,
                "10,000 credits",
                null,
                null,
                null,
                null,
                null));
        return command;
    }

    private static AccountCommand command(String account, long sequence, String type, Instant issuedAt) {
        AccountCommand command = new AccountCommand();
        command.setCommandId(account + "-" + sequence);
        command.setAccount(account);
        command.setSequence(sequence);
        command.setIssuedAt(issuedAt);
        command.setIssuedBy("benchmark");
        command.setType(type);
        return command;
    }
}
