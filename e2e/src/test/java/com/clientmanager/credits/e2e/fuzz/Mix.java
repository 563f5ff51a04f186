package com.clientmanager.credits.e2e.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws one input after the other: about half of them good, all others hostile; each kind comes at least once. */
final class Mix {
    /** Kinds of input, with their weight in a thousand. */
    private enum Kind {
        GOOD(420),
        REPEATED(80),
        HOSTILE_VALUES(150),
        MISPLACED(30),
        NEWER_SCHEMA(110),
        NESTED(8),
        RAW_USAGE(80),
        RAW_COMMANDS(20),
        RAW_PRICES(8),
        COMMANDS(40),
        MISPLACED_COMMANDS(5),
        PRICES(14),
        HOSTILE_ACTION(10),
        HOSTILE_CALL(20),
        GOOD_CALL(4),
        BOMB(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private final SplittableRandom random;
    private final Set<String> spared;
    private final Log log;
    private final Accounts accounts;
    private final GoodTraffic good;
    private final HostileUsage usage;
    private final NewerSchemas newer;
    private final HostileCommands commands;
    private final HostilePrices prices;
    private final RawBytes raw;
    private final HostileCalls calls;

    Mix(FuzzPlan plan, Log log, Schemas registry, Accounts accounts, int ingestPort, String token) {
        this.random = new SplittableRandom(plan.seed());
        this.spared = plan.spared();
        this.log = log;
        this.accounts = accounts;
        Schemas.Registered schema = registry.latest(Names.USAGE);
        this.good = new GoodTraffic(random.split(), accounts, schema);
        this.usage = new HostileUsage(random.split(), accounts, good, schema);
        this.newer = new NewerSchemas(random.split(), registry, schema);
        this.commands = new HostileCommands(random.split(), accounts, registry.latest(Names.COMMANDS));
        this.prices = new HostilePrices(random.split(), registry.latest(Names.PRICES));
        this.raw = new RawBytes(random.split(), foreignIds(registry, schema));
        this.calls = new HostileCalls(random.split(), good, ingestPort, token);
    }

    /**
     * Ids that mean something to the registry and nothing to usage's readers, among them schemas that are not Avro's.
     */
    private static List<Integer> foreignIds(Schemas registry, Schemas.Registered usage) {
        List<Integer> ids = new ArrayList<>();
        for (String topic : List.of(Names.COMMANDS, Names.PRICES, Names.LEDGER, Names.BALANCES, Names.REJECTED)) {
            ids.add(registry.latest(topic).id());
        }
        String wrongType = usage.schema()
                .toString()
                .replace("\"name\":\"quantity\",\"type\":\"long\"", "\"name\":\"quantity\",\"type\":\"string\"");
        List<OptionalInt> others = List.of(
                registry.register("fuzz-avro-value", "AVRO", wrongType),
                registry.register("fuzz-text-value", "AVRO", "\"string\""),
                registry.register("fuzz-json-value", "JSON", "{\"type\":\"object\"}"),
                registry.register(
                        "fuzz-proto-value", "PROTOBUF", "syntax = \"proto3\"; message Usage { string id = 1; }"));
        others.forEach(id -> id.ifPresent(ids::add));
        return ids;
    }

    HostileCalls calls() {
        return calls;
    }

    String summary() {
        return newer.summary();
    }

    /** Sends the input of this number, and returns how many events that were. */
    int send(int number) throws IOException, InterruptedException {
        Kind drawn = number < Kind.values().length ? Kind.values()[number] : draw();
        Kind kind = spared.contains(drawn.name()) ? Kind.GOOD : drawn;
        if (kind == Kind.GOOD_CALL) {
            calls.goodBatch();
            return HostileCalls.GOOD_IN_A_CALL;
        } else if (kind == Kind.HOSTILE_CALL) {
            calls.hostile();
        } else {
            log.send(shot(kind));
        }
        return 1;
    }

    private Shot shot(Kind kind) {
        return switch (kind) {
            case GOOD -> good.fresh();
            case REPEATED -> good.again();
            case HOSTILE_VALUES -> usage.values();
            case MISPLACED -> usage.misplaced();
            case NEWER_SCHEMA -> newer.shot(usage.event(), Set.of());
            case NESTED -> newer.deep(usage.event(), Set.of());
            case RAW_USAGE -> rawUsage();
            case RAW_COMMANDS -> rawCommand();
            case RAW_PRICES -> rawPrice();
            case COMMANDS -> commands.shot();
            case MISPLACED_COMMANDS -> commands.misplaced();
            case PRICES -> prices.shot();
            case HOSTILE_ACTION -> hostileAction();
            case BOMB -> usage.bomb();
            case HOSTILE_CALL, GOOD_CALL -> throw new IllegalStateException(kind + " is no record");
        };
    }

    private Kind draw() {
        int dice = random.nextInt(1_000);
        for (Kind kind : Kind.values()) {
            dice -= kind.weight;
            if (dice < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the weights do not make 1,000");
    }

    private Shot rawUsage() {
        Shot valid = usage.shot("usage: raw bytes", usage.event(), Set.of());
        byte[] value = raw.value(bytes(valid));
        Expected expected = new Expected.Rejected(Set.of("UNREADABLE", "RECORD_TOO_LARGE"));
        return Shot.of(valid.kind(), Names.USAGE, raw.key(bytes(valid.key())), value, expected)
                .with(raw.headers());
    }

    private Shot rawCommand() {
        Shot valid = commands.shot();
        byte[] value = raw.value(bytes(valid));
        Expected expected = new Expected.Rejected(Expected.ANY_REASON);
        return Shot.of("commands: raw bytes", Names.COMMANDS, raw.key(bytes(valid.key())), value, expected)
                .with(raw.headers());
    }

    private Shot rawPrice() {
        byte[] value = raw.value(bytes(prices.shot()));
        byte[] key = raw.key(Shot.key(HostilePrices.ACTION + random.nextInt(HostilePrices.ACTIONS)));
        return Shot.of("prices: raw bytes", Names.PRICES, key, value, new Expected.Unanswered())
                .with(raw.headers());
    }

    /** Usage of an action whose price is anybody's: charged by what it says, or rejected. */
    private Shot hostileAction() {
        Event event = usage.event();
        event.account = accounts.anyHostile(random);
        event.action = HostilePrices.ACTION + random.nextInt(HostilePrices.ACTIONS);
        Shot shot = usage.shot("usage: hostile accounts", event, Set.of());
        Set<String> may = Set.of("UNKNOWN_ACTION", "UNKNOWN_ACCOUNT", "NO_PRICE", "AMOUNT_OVERFLOW");
        return Shot.of(shot.kind(), shot.topic(), shot.key(), shot.value(), Expected.Usage.of(event, Set.of(), may));
    }

    private static byte[] bytes(Shot shot) {
        return bytes(shot.value());
    }

    private static byte[] bytes(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? new byte[] {0} : bytes;
    }
}
