package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.ReverseCharge;
import com.clientmanager.credits.schemas.RevokeGrant;
import com.clientmanager.credits.schemas.SchedulePlan;
import com.clientmanager.credits.schemas.StartSubscription;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UpgradePlan;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records for all three inputs: bytes that are nothing, and valid Avro with each field at and beyond its extremes. */
final class HostileRecords {
    private static final String[] TEXTS = {
        "",
        " ",
        "\0",
        "a\0b",
        "\uFFFD",
        "\uFFFE",
        "line\nfeed",
        "\u0085",
        "x".repeat(128),
        "x".repeat(129),
        "✓".repeat(257),
        "x".repeat(9_000),
        "\uD83D\uDE00",
        "sub-acct-1:0",
        "null"
    };
    private static final long[] LONGS = {
        0,
        1,
        -1,
        2,
        1_000_000,
        1_000_000_000_000_000L,
        1_000_000_000_000_001L,
        (1L << 53) - 1,
        1L << 53,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] COMMANDS = {
        "StartSubscription",
        "UpgradePlan",
        "SchedulePlan",
        "WithdrawScheduledPlan",
        "CancelAtCycleEnd",
        "WithdrawCancellation",
        "SuspendSubscription",
        "ResumeSubscription",
        "GrantCredits",
        "ReverseCharge",
        "RevokeGrant",
        "no such type\0"
    };

    private static final List<String> SOURCES = List.of("ALLOWANCE", "PROMOTIONAL", "PURCHASED", "UNKNOWN", "");

    private final Random random;
    private String account = "acct-1";
    private int number;

    HostileRecords(long seed) {
        random = new Random(seed);
    }

    Topic topic() {
        account = random.nextInt(20) == 0 ? text() : "acct-" + (1 + random.nextInt(3));
        return one(HostileRecordsTest.INPUTS);
    }

    byte @Nullable [] key() {
        return switch (random.nextInt(30)) {
            case 0 -> null;
            case 1 -> bytes(random.nextInt(200));
            case 2 -> HostileRecordsTest.utf8(text());
            default -> HostileRecordsTest.utf8(account);
        };
    }

    byte @Nullable [] value(TopologyKit kit, Topic topic) {
        if (topic == Topic.RATE_CARD) {
            account = "hostile";
        }
        byte[] value = switch (topic) {
            case USAGE_RECORDED -> HostileRecordsTest.encoded(kit, topic, usage(kit.now()));
            case ACCOUNT_COMMANDS -> HostileRecordsTest.encoded(kit, topic, command(kit.now()));
            default -> HostileRecordsTest.encoded(kit, topic, prices(kit.now()));
        };
        return switch (random.nextInt(24)) {
            case 0 -> null;
            case 1 -> bytes(random.nextInt(300));
            case 2 -> Arrays.copyOf(value, random.nextInt(value.length));
            case 3 -> flipped(value);
            case 4 -> Arrays.copyOf(value, value.length + 1 + random.nextInt(9));
            default -> value;
        };
    }

    private UsageRecorded usage(Instant now) {
        UsageRecorded.Builder usage = UsageRecorded.newBuilder()
                .setSource(rarely() ? text() : "/crm/hostile")
                .setId(rarely() ? text() : "e-" + random.nextInt(2_000))
                .setAccount(rarely() ? text() : account)
                .setAction(rarely() ? text() : "sms.send")
                .setQuantity(rarely() ? number() : 1 + random.nextInt(3))
                .setUser(rarely() ? text() : null)
                .setOccurredAt(rarely() ? time() : now);
        if (rarely()) {
            usage.setDimensions(Map.of(text(), text()));
        }
        return usage.build();
    }

    private AccountCommand command(Instant now) {
        String type = COMMANDS[random.nextInt(COMMANDS.length)];
        AccountCommand.Builder command = AccountCommand.newBuilder()
                .setCommandId(rarely() ? text() : "c-" + ++number)
                .setAccount(rarely() ? text() : account)
                .setSequence(rarely() ? number() : ++number)
                .setIssuedAt(rarely() ? time() : now)
                .setIssuedBy(rarely() ? text() : "hostile")
                .setType(type);
        switch (random.nextInt(12) == 0 ? "nothing" : type) {
            case "StartSubscription" ->
                command.setStartSubscription(new StartSubscription(
                        rarely() ? text() : "sub-" + number,
                        rarely() ? text() : one(List.of("+18:00", "UTC", "Europe/Berlin", "Pacific/Apia", "-18:00")),
                        rarely() ? time() : random.nextInt(20) == 0 ? Instant.EPOCH : now,
                        plan()));
            case "UpgradePlan" -> command.setUpgradePlan(new UpgradePlan(plan(), rarely() ? time() : now));
            case "SchedulePlan" -> command.setSchedulePlan(new SchedulePlan(plan()));
            case "GrantCredits" ->
                command.setGrantCredits(new GrantCredits(
                        rarely() ? text() : "g-" + random.nextInt(300),
                        one(SOURCES),
                        number(),
                        random.nextBoolean() ? time() : null,
                        text(),
                        null,
                        null,
                        null,
                        null,
                        null));
            case "ReverseCharge" -> command.setReverseCharge(reverse(now));
            case "RevokeGrant" -> command.setRevokeGrant(new RevokeGrant("g-" + random.nextInt(300), text()));
            default -> command.setSchedulePlan(null);
        }
        return command.build();
    }

    private ReverseCharge reverse(Instant now) {
        List<Allocation> allocations = new ArrayList<>();
        for (int i = random.nextInt(40) == 0 ? 3_000 : random.nextInt(3); i > 0; i--) {
            allocations.add(new Allocation(rarely() ? text() : "sub-acct-1:0", one(SOURCES), 1L + random.nextInt(9)));
        }
        return new ReverseCharge(
                rarely() ? number() : random.nextInt(500),
                rarely() ? number() : 4_000_000,
                allocations,
                text(),
                rarely() ? time() : now,
                text(),
                number(),
                rarely() ? text() : null,
                rarely() ? Map.of(text(), text()) : Map.of(),
                rarely() ? text() : null);
    }

    private PlanTerms plan() {
        return new PlanTerms(
                rarely() ? text() : "plan",
                number(),
                one(List.of(Integer.MIN_VALUE, -1, 0, 1, 2, 3, 4, Integer.MAX_VALUE)));
    }

    private ActionPrices prices(Instant now) {
        List<PriceVersion> versions = new ArrayList<>();
        for (int i = random.nextInt(100) == 0 ? 100_000 : random.nextInt(4); i > 0; i--) {
            versions.add(new PriceVersion(
                    rarely() ? text() : "v" + i,
                    rarely() ? time() : now,
                    rarely() ? time() : now,
                    rarely() ? text() : null,
                    number()));
        }
        return new ActionPrices(rarely() ? text() : "hostile", text(), versions);
    }

    private boolean rarely() {
        return random.nextInt(12) == 0;
    }

    private Instant time() {
        return Instant.ofEpochMilli(
                random.nextBoolean() ? number() : one(List.of(-1L, 0L, 253_402_300_799_999L, 253_402_300_800_000L)));
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private long number() {
        return LONGS[random.nextInt(LONGS.length)];
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] flipped(byte[] value) {
        byte[] other = value.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return other;
    }

    private <T> T one(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
