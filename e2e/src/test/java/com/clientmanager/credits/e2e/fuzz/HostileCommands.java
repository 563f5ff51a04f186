package com.clientmanager.credits.e2e.fuzz;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Commands that billing-api never issued, of every type, with what each of them may lack or overdo; about hostile
 * accounts only.
 */
final class HostileCommands {
    private static final List<String> TYPES = List.of(
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
            "RevokeGrant");
    private static final long[] AMOUNTS = {
        Long.MIN_VALUE,
        -1,
        0,
        1,
        1_000_000,
        999_999_999_999_999L,
        1_000_000_000_000_000L,
        1_000_000_000_000_001L,
        Long.MAX_VALUE
    };
    private static final long[] SEQUENCES = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1, Long.MAX_VALUE - 1};
    private static final long DAY_MS = 86_400_000L;
    private static final long[] TIMES = {
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0,
        -1,
        253_402_300_799_999L,
        253_402_300_800_000L,
        9_224_318_015_999_999L,
        -210_866_803_200_000L
    };

    private final SplittableRandom random;
    private final Accounts accounts;
    private final Schemas.Registered schema;
    private final Map<String, Long> sequences = new HashMap<>();
    private long number;

    HostileCommands(SplittableRandom random, Accounts accounts, Schemas.Registered schema) {
        this.random = random;
        this.accounts = accounts;
        this.schema = schema;
    }

    Shot shot() {
        CharSequence account = random.nextInt(30) == 0 ? HostileText.of(random, 128) : accounts.anyHostile(random);
        String type = TYPES.get(random.nextInt(TYPES.size()));
        GenericRecord command = new GenericData.Record(schema.schema());
        schema.schema().getFields().forEach(field -> {
            if (field.hasDefaultValue()) {
                command.put(field.pos(), GenericData.get().getDefaultValue(field));
            }
        });
        command.put("commandId", rarely() ? HostileText.of(random, 128) : "forged-" + ++number);
        command.put("account", account);
        command.put("sequence", sequence(account.toString()));
        command.put("issuedAt", rarely() ? time() : Clock.systemUTC().millis());
        command.put("issuedBy", rarely() ? HostileText.of(random, 128) : "fuzz");
        command.put("type", rarely() ? HostileText.of(random, 64) : type);
        if (!rarely()) {
            fill(command, Character.toLowerCase(type.charAt(0)) + type.substring(1));
        }
        return Shot.of(
                "commands: hostile",
                Names.COMMANDS,
                Shot.key(rarely() ? accounts.anyHostile(random) : account),
                HostileWriter.bytes(schema.id(), command),
                new Expected.Answered());
    }

    /** A command in a partition that is not its key's, where its account's state is not. */
    Shot misplaced() {
        Shot shot = shot();
        int right = Utils.toPositive(Utils.murmur2(shot.key())) % FuzzPlan.PARTITIONS;
        int wrong = (right + 1 + random.nextInt(FuzzPlan.PARTITIONS - 1)) % FuzzPlan.PARTITIONS;
        Expected rejected = new Expected.Rejected(Expected.ANY_REASON);
        return Shot.of("commands: misplaced", Names.COMMANDS, shot.key(), shot.value(), rejected)
                .on(wrong);
    }

    private void fill(GenericRecord command, String field) {
        Schema.Field named = schema.schema().getField(field);
        if (named != null) {
            command.put(field, value(field, named.schema()));
        }
    }

    /** A value that fits the field's name, or now and then one that does not. */
    private Object value(String name, Schema type) {
        return switch (type.getType()) {
            case STRING -> text(name);
            case INT -> random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(1, 4);
            case LONG -> name.endsWith("At") ? time() : amount(name);
            case ENUM ->
                new GenericData.EnumSymbol(
                        type,
                        type.getEnumSymbols()
                                .get(random.nextInt(type.getEnumSymbols().size())));
            case ARRAY -> allocations(type.getElementType());
            case RECORD -> record(type);
            case UNION -> value(name, type.getTypes().get(type.getTypes().size() - 1));
            case MAP -> new HashMap<>();
            case BOOLEAN -> random.nextBoolean();
            default -> throw new IllegalStateException("a command has no field of " + type);
        };
    }

    private GenericRecord record(Schema type) {
        GenericRecord record = new GenericData.Record(type);
        type.getFields().forEach(field -> record.put(field.pos(), value(field.name(), field.schema())));
        return record;
    }

    private List<Object> allocations(Schema type) {
        int count = rarely() ? 3_000 : random.nextInt(3);
        List<Object> all = new java.util.ArrayList<>();
        while (all.size() < count) {
            all.add(value("allocation", type));
        }
        return all;
    }

    private CharSequence text(String name) {
        if (random.nextInt(6) == 0) {
            return HostileText.of(random, 128);
        }
        return switch (name) {
            case "timeZone" -> rarely() ? "Mars/Olympus" : random.nextBoolean() ? "Europe/Berlin" : "+18:00";
            case "plan" -> random.nextBoolean() ? "growth" : "pro";
            case "source" -> random.nextBoolean() ? "PURCHASED" : "PROMOTIONAL";
            case "action" -> "sms.send";
            default -> name + "-" + random.nextInt(40);
        };
    }

    private long amount(String name) {
        if (name.equals("seq")) {
            return random.nextInt(-1, 12);
        }
        return random.nextInt(3) == 0 ? AMOUNTS[random.nextInt(AMOUNTS.length)] : random.nextLong(1, 5_000_000_000L);
    }

    private long time() {
        long now = Clock.systemUTC().millis();
        return switch (random.nextInt(4)) {
            case 0 -> TIMES[random.nextInt(TIMES.length)];
            case 1 -> now + random.nextLong(400 * DAY_MS);
            default -> now - random.nextLong(random.nextInt(10) == 0 ? 40_000 * DAY_MS : 60 * DAY_MS);
        };
    }

    private long sequence(String account) {
        if (random.nextInt(25) == 0) {
            return SEQUENCES[random.nextInt(SEQUENCES.length)];
        }
        return sequences.merge(account, 2L, (one, two) -> one + 1);
    }

    private boolean rarely() {
        return random.nextInt(15) == 0;
    }
}
