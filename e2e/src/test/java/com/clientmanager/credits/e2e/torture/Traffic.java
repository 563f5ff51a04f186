package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.e2e.fuzz.HostileRecords;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends events until it is told to stop: about 30% copies, three ids over and over, contradictions, late, future, too
 * late, free, unknown accounts and actions, 1% poison, 2% with hostile values and 5% in newer schemas. Every few
 * seconds it pauses and buys credits, so that an order and the usage around it never share a millisecond.
 */
final class Traffic implements Runnable {
    private static final String SOURCE = "/crm/torture";
    private static final List<String> ACTIONS =
            List.of("sms.send", "form.submission", "ai.generate", "email.send", "login");
    private static final int REMEMBERED = 5_000;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(400);

    private final Topics topics;
    private final Orders orders;
    private final RegistryAvroCodec<UsageRecorded> wire;
    private final Poison poison;
    private final HostileRecords hostile;
    private final Random random;
    private final int perSecond;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong count = new AtomicLong();
    private final List<UsageRecorded> recent = new ArrayList<>();
    private final List<UsageRecorded> overAndOver = new ArrayList<>();
    private long number;

    Traffic(Topics topics, Orders orders, SchemaRegistryClient registry, HostileRecords hostile, Plan plan) {
        this.topics = topics;
        this.orders = orders;
        this.wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, "");
        this.poison = new Poison(registry, plan.seed());
        this.hostile = hostile;
        this.random = new Random(plan.seed() + 1);
        this.perSecond = plan.eventsPerSecond();
    }

    long sent() {
        return count.get();
    }

    void stop() {
        stopped.set(true);
    }

    @Override
    public void run() {
        try {
            long slices = 0;
            while (!stopped.get()) {
                for (int i = 0; i < Math.max(1, perSecond / 20); i++) {
                    send();
                }
                Thread.sleep(50);
                if (++slices % 100 == 0) {
                    buyInQuiet();
                }
            }
            topics.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void buyInQuiet() throws InterruptedException {
        topics.flush();
        Thread.sleep(POLL_INTERVAL);
        for (int i = 0; i < 5; i++) {
            orders.buy();
        }
        topics.flush();
        Thread.sleep(POLL_INTERVAL);
    }

    private void send() {
        UsageRecorded usage = next();
        byte[] bytes = wire.encode(usage);
        int dice = random.nextInt(100);
        if (dice < 2 && orders.accounts().contains(usage.getAccount())) {
            topics.sendHostile(Topic.USAGE_RECORDED, usage.getAccount(), hostile.spoil(bytes));
        } else {
            byte[] sent = dice == 2
                    ? poison.of(random.nextInt(Poison.KINDS), bytes)
                    : dice < 8 ? hostile.inNewerSchema(bytes) : bytes;
            var unused = topics.send(Topic.USAGE_RECORDED, usage.getAccount(), sent);
        }
        count.incrementAndGet();
    }

    private UsageRecorded next() {
        int dice = random.nextInt(1_000);
        if (dice < 290 && !recent.isEmpty()) {
            return again(recent.get(random.nextInt(recent.size())));
        } else if (dice < 310 && !overAndOver.isEmpty()) {
            return overAndOver.get(random.nextInt(overAndOver.size()));
        }
        UsageRecorded fresh = fresh();
        if (overAndOver.size() < 3) {
            overAndOver.add(fresh);
        }
        if (recent.size() < REMEMBERED) {
            recent.add(fresh);
        } else {
            recent.set(random.nextInt(REMEMBERED), fresh);
        }
        return fresh;
    }

    /** A retry: as it was, with its time stamped anew, or, rarely, saying something else. */
    private UsageRecorded again(UsageRecorded first) {
        UsageRecorded copy = UsageRecorded.newBuilder(first).build();
        int dice = random.nextInt(100);
        if (dice < 20) {
            copy.setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        } else if (dice < 23) {
            copy.setQuantity(first.getQuantity() + 1);
        }
        return copy;
    }

    private UsageRecorded fresh() {
        String account = random.nextInt(300) == 0
                ? "unopened-" + random.nextInt(9)
                : orders.accounts().get(random.nextInt(orders.accounts().size()));
        String action = random.nextInt(300) == 0 ? "ghost" : ACTIONS.get(random.nextInt(ACTIONS.size()));
        long quantity = action.equals("ai.generate") ? 1 + random.nextInt(5_000) : 1 + random.nextInt(5);
        return new UsageRecorded(
                SOURCE,
                "e-" + ++number,
                account,
                action,
                random.nextInt(500) == 0 ? 0 : quantity,
                "u-" + random.nextInt(20),
                Map.of("run", "torture"),
                occurred(),
                null,
                false);
    }

    private Instant occurred() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        int dice = random.nextInt(200);
        if (dice == 0) {
            return now.minus(Duration.ofDays(36)).minusSeconds(random.nextInt(100_000));
        } else if (dice == 1) {
            return now.plus(Duration.ofMinutes(20));
        } else if (dice < 5) {
            return now.plusMillis(random.nextInt(200_000));
        } else if (dice < 65) {
            return now.minusSeconds(random.nextInt(34 * 24 * 3600));
        }
        return now.minusMillis(random.nextInt(20_000));
    }
}
