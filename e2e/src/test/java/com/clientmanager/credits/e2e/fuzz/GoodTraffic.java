package com.clientmanager.credits.e2e.fuzz;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What honest producers send for well-behaved accounts, with the retries that are normal. */
final class GoodTraffic {
    static final String SOURCE = "/fuzz/good";

    private static final List<String> ACTIONS =
            List.of("sms.send", "form.submission", "email.send", "ai.generate", "ai.chat", "login", "dashboard.view");
    private static final int REMEMBERED = 2_000;
    private static final int RECENT_MS = 3_600_000;

    private final SplittableRandom random;
    private final Accounts accounts;
    private final Schemas.Registered schema;
    private final List<Event> recent = new ArrayList<>();
    private long number;

    GoodTraffic(SplittableRandom random, Accounts accounts, Schemas.Registered schema) {
        this.random = random;
        this.accounts = accounts;
        this.schema = schema;
    }

    /** A new event of the last hour, which nothing is wrong with. */
    Event event() {
        Event event = new Event(
                SOURCE,
                "g-" + ++number,
                accounts.anyGood(random),
                ACTIONS.get(random.nextInt(ACTIONS.size())),
                1 + random.nextInt(20),
                Clock.systemUTC().millis() - random.nextInt(RECENT_MS));
        if (random.nextBoolean()) {
            event.user = random.nextInt(10) == 0 ? HostileText.fine(random) : "u-" + random.nextInt(40);
        }
        if (random.nextInt(4) == 0) {
            event.dimensions.put("campaign", "c-" + random.nextInt(9));
        }
        return event;
    }

    Shot fresh() {
        Event event = event();
        if (recent.size() < REMEMBERED) {
            recent.add(event);
        } else {
            recent.set(random.nextInt(REMEMBERED), event);
        }
        return shot("good", event);
    }

    /** A retry: as it was, with its time stamped anew, or, rarely, saying something else. */
    Shot again() {
        if (recent.isEmpty()) {
            return fresh();
        }
        Event copy = recent.get(random.nextInt(recent.size())).clone();
        int dice = random.nextInt(10);
        if (dice < 3) {
            copy.occurredAtMs = Clock.systemUTC().millis();
        } else if (dice == 3) {
            copy.quantity++;
        } else if (dice == 4) {
            copy.account = accounts.anyGood(random); // another account's event under the same source and id (R2)
        }
        return shot("good, repeated", copy);
    }

    private Shot shot(String kind, Event event) {
        return Shot.of(
                kind,
                Names.USAGE,
                Shot.key(event.account),
                HostileWriter.bytes(schema.id(), event.record(schema.schema())),
                Expected.Usage.of(event, Rules.reasons(event, accounts.goodOnes()), Set.of()));
    }
}
