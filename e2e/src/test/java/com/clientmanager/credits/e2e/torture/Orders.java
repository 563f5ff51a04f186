package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.StartSubscription;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Opens the accounts and buys credits for some; remembers each order in the oracle's words, by command id. */
final class Orders {
    private static final List<String> ZONES =
            List.of("Europe/Madrid", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo");
    private static final List<Fact.Plan> PLANS =
            List.of(new Fact.Plan("starter", 500), new Fact.Plan("growth", 2_500), new Fact.Plan("pro", 10_000));

    private final Topics topics;
    private final RegistryAvroCodec<AccountCommand> wire;
    private final Random random;
    private final List<String> accounts = new ArrayList<>();
    private final Map<String, Fact> facts = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private int grants;

    Orders(Topics topics, SchemaRegistryClient registry, Plan plan) {
        this.topics = topics;
        this.wire = RegistryAvroCodec.of(registry, Topic.ACCOUNT_COMMANDS, "");
        this.random = new Random(plan.seed());
    }

    List<String> accounts() {
        return accounts;
    }

    /** What a command on the topic means. */
    Fact fact(String commandId) {
        Fact fact = facts.get(commandId);
        if (fact == null) {
            throw new IllegalStateException("no sender has command " + commandId);
        }
        return fact;
    }

    void openAll(int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < count; i++) {
            boolean turnsDuringTheRun = i % 10 == 0;
            String zone = turnsDuringTheRun ? zoneNearMidnight(now) : ZONES.get(i % ZONES.size());
            Instant since = turnsDuringTheRun
                    ? ZonedDateTime.ofInstant(now, ZoneId.of(zone))
                            .plusDays(1)
                            .minusMonths(1)
                            .toInstant()
                    : now.minus(Duration.ofHours(random.nextInt(24 * 60)));
            open("t-" + i, new Fact.Starts(PLANS.get(i % PLANS.size()), zone, since));
        }
        topics.flush();
    }

    /** A zone whose local midnight is a few minutes ahead. */
    private String zoneNearMidnight(Instant now) {
        int minuteOfDay = now.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 60;
        int shift = 24 * 60 - minuteOfDay - 3 - random.nextInt(4);
        int offset = shift > 12 * 60 ? shift - 24 * 60 : shift;
        return ZoneOffset.ofTotalSeconds(offset * 60).getId();
    }

    private void open(String account, Fact.Starts starts) {
        accounts.add(account);
        Instant since = starts.since();
        AccountCommand.Builder command = command(account, starts, "StartSubscription");
        command.setStartSubscription(new StartSubscription(
                account + "/s1",
                starts.zone(),
                since == null ? Instant.now() : since,
                new PlanTerms(
                        starts.plan().id(),
                        starts.plan().included() * 1_000_000,
                        starts.plan().rank())));
        send(command);
    }

    /** Bought credits for a random account, which also repay what it owes. */
    void buy() {
        String account = accounts.get(random.nextInt(accounts.size()));
        String grant = "g-" + ++grants;
        long credits = 1 + random.nextInt(500);
        AccountCommand.Builder command =
                command(account, new Fact.Buys(grant, Long.toString(credits), null), "GrantCredits");
        send(command.setGrantCredits(
                new GrantCredits(grant, "PURCHASED", credits * 1_000_000, null, null, null, null, null, null, null)));
    }

    private AccountCommand.Builder command(String account, Fact fact, String type) {
        long sequence = sequences.merge(account, 1L, Long::sum);
        String id = account + "/c" + sequence;
        facts.put(id, fact);
        return AccountCommand.newBuilder()
                .setCommandId(id)
                .setAccount(account)
                .setSequence(sequence)
                .setIssuedAt(Instant.now())
                .setIssuedBy("torture")
                .setType(type);
    }

    private void send(AccountCommand.Builder command) {
        AccountCommand made = command.build();
        var unused = topics.send(Topic.ACCOUNT_COMMANDS, made.getAccount(), wire.encode(made));
    }
}
