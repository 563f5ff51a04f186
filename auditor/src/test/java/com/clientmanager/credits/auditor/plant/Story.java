package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened to two accounts, line by line as the credit rules have it: boundary, late usage, overdraft, repayment, reversal. */
public final class Story {
    static final String ACCOUNT = "acct-1";
    private static final long START = World.at("2026-01-10T10:00:00Z");
    private static final long FEBRUARY = World.at("2026-02-10T00:00:00Z");
    private static final long MARCH = World.at("2026-03-10T00:00:00Z");

    private final World world = new World();

    private Story() {}

    public static World told() {
        Story story = new Story();
        story.world.price("login", "v1", 0, null);
        story.world.price("sms.send", "v1", 4, null);
        story.world.price("sms.send", "v1-pro", 3, "pro");
        story.firstCycle();
        story.secondCycle();
        story.reversal();
        story.whatIsNotCharged();
        story.otherAccount();
        return story.world;
    }

    private void firstCycle() {
        RawRecord start = start(ACCOUNT, "sub-1", "2026-01-10T10:00:01Z");
        world.line(ACCOUNT, "GRANT", 100, 0, with(by(start, "start-sub-1"), allowance("sub-1", 0), START));
        RawRecord first = world.usage(ACCOUNT, "e-1", "sms.send", 3, "2026-01-20T12:00:00Z", "2026-01-20T12:00:01Z");
        world.line(ACCOUNT, "CHARGE", -12, 0, charge(first, "e-1", "sms.send", 3, cycle(0), share("sub-1:0", 12)));
        world.line(ACCOUNT, "EXPIRY", -88, 0, with(cycle(0), Map.of("grant", terms("sub-1", 0)), FEBRUARY));
        world.line(ACCOUNT, "GRANT", 100, 0, with(allowance("sub-1", 1), Map.of(), FEBRUARY));
        RawRecord late = world.usage(ACCOUNT, "e-2", "sms.send", 2, "2026-02-09T12:00:00Z", "2026-02-12T12:00:00Z");
        Map<String, Object> back = with(cycle(0), Map.of("grant", terms("sub-1", 0)), World.at("2026-02-09T12:00:00Z"));
        back.putAll(Map.of("eventSource", "/crm", "eventId", "e-2", "inputOffset", late.offset()));
        back.put("recordedAt", late.timestampMs());
        world.line(ACCOUNT, "EXPIRY_REVERSED", 8, 0, back);
        world.line(ACCOUNT, "CHARGE", -8, 0, charge(late, "e-2", "sms.send", 2, cycle(0), share("sub-1:0", 8)));
    }

    private void secondCycle() {
        give("promo-1", "PROMOTIONAL", 10, "grant-promo-1", "2026-02-13T10:00:00Z");
        world.payment(ACCOUNT, "pay-1", "50");
        give("pack:pay-1", "PURCHASED", 50, "deliver:pay-1", "2026-02-13T11:00:00Z");
        RawRecord big = world.usage(ACCOUNT, "e-3", "sms.send", 50, "2026-02-14T10:00:00Z", "2026-02-14T10:00:00Z");
        world.line(ACCOUNT, "CHARGE", -160, 40, charge(big, "e-3", "sms.send", 50, cycle(1), paid()));
        world.payment(ACCOUNT, "pay-2", "60.0");
        RawRecord second = give("pack:pay-2", "PURCHASED", 60, "deliver:pay-2", "2026-02-14T11:00:00Z");
        Map<String, Object> repaid = with(by(second, "deliver:pay-2"), cycle(1), second.timestampMs());
        repaid.put("allocations", List.of(share("pack:pay-2", "PURCHASED", 40)));
        world.line(ACCOUNT, "OVERDRAFT_REPAID", -40, -40, repaid);
    }

    private static List<Map<String, Object>> paid() {
        return List.of(
                share("sub-1:1", "ALLOWANCE", 100),
                share("promo-1", "PROMOTIONAL", 10),
                share("pack:pay-1", "PURCHASED", 50));
    }

    private void reversal() {
        RawRecord command = world.command(
                ACCOUNT,
                "reverse-9",
                "2026-02-14T12:00:00Z",
                "ReverseCharge",
                Map.of(
                        "seq",
                        9L,
                        "chargeMicros",
                        200 * World.CREDIT,
                        "allocations",
                        paid(),
                        "action",
                        "sms.send",
                        "occurredAt",
                        World.at("2026-02-14T10:00:00Z"),
                        "reason",
                        "test"));
        Map<String, Object> fields = with(by(command, "reverse-9"), cycle(1), command.timestampMs());
        fields.put("reverses", 9L);
        List<Map<String, Object>> back = new ArrayList<>(paid().reversed());
        back.addFirst(share("pack:pay-2", "PURCHASED", 40));
        fields.put("allocations", back);
        world.line(ACCOUNT, "REVERSAL", 200, 0, fields);
        RawRecord last = world.usage(ACCOUNT, "e-4", "sms.send", 1, "2026-02-15T10:00:00Z", "2026-02-15T10:00:00Z");
        world.line(ACCOUNT, "CHARGE", -4, 0, charge(last, "e-4", "sms.send", 1, cycle(1), share("sub-1:1", 4)));
        world.rollup(ACCOUNT, 4, 56, 224, 200);
        world.balance(
                ACCOUNT,
                balance(4, 96),
                new TreeMap<>(Map.of("sub-1:1", 96L, "promo-1", 10L, "pack:pay-1", 50L, "pack:pay-2", 60L)));
    }

    private void whatIsNotCharged() {
        world.usage(ACCOUNT, "e-4", "sms.send", 1, "2026-02-15T10:00:00Z", "2026-02-15T10:00:09Z");
        world.reject(
                world.usage(ACCOUNT, "e-4", "sms.send", 2, "2026-02-15T10:00:00Z", "2026-02-15T10:00:10Z"), "CONFLICT");
        byte[] garbage = "no event".getBytes(StandardCharsets.UTF_8);
        world.reject(world.raw(world.names.usage(), ACCOUNT, garbage), "UNREADABLE");
        world.reject(world.raw(world.names.commands(), ACCOUNT, garbage), "COMMAND_UNREADABLE");
    }

    /** Its producer numbers per tenant: the same source and id as the first account's, another event (R2). */
    private void otherAccount() {
        RawRecord start = start("acct-2", "sub-2", "2026-01-10T10:00:02Z");
        world.line("acct-2", "GRANT", 100, 0, with(by(start, "start-sub-2"), allowance("sub-2", 0), START));
        RawRecord same = world.usage("acct-2", "e-1", "sms.send", 1, "2026-01-21T12:00:00Z", "2026-01-21T12:00:00Z");
        world.line("acct-2", "CHARGE", -4, 0, charge(same, "e-1", "sms.send", 1, cycle(0), share("sub-2:0", 4)));
        world.line("acct-2", "EXPIRY", -96, 0, with(cycle(0), Map.of("grant", terms("sub-2", 0)), FEBRUARY));
        world.line("acct-2", "GRANT", 100, 0, with(allowance("sub-2", 1), Map.of(), FEBRUARY));
        world.rollup("acct-2", 1, 1, 4, 0);
        world.balance("acct-2", balance(0, 100), new TreeMap<>(Map.of("sub-2:1", 100L)));
    }

    private RawRecord start(String account, String subscription, String time) {
        return world.command(
                account,
                "start-" + subscription,
                time,
                "StartSubscription",
                Map.of(
                        "subscriptionId",
                        subscription,
                        "timeZone",
                        "UTC",
                        "startedAt",
                        START,
                        "plan",
                        Map.of("plan", "growth", "includedMicros", 100 * World.CREDIT, "rank", 2)));
    }

    private RawRecord give(String grant, String source, long credits, String command, String time) {
        long micros = credits * World.CREDIT;
        RawRecord record = world.command(
                ACCOUNT,
                command,
                time,
                "GrantCredits",
                Map.of("grantId", grant, "source", source, "amountMicros", micros));
        Map<String, Object> fields = with(by(record, command), cycle(1), record.timestampMs());
        fields.put(
                "grant",
                Map.of("id", grant, "source", source, "amountMicros", micros, "effectiveAt", record.timestampMs()));
        world.line(ACCOUNT, "GRANT", credits, 0, fields);
        return record;
    }

    private static Map<String, Object> with(Map<String, ?> some, Map<String, ?> more, long occurredAt) {
        Map<String, Object> all = new HashMap<>(Map.of("occurredAt", occurredAt));
        all.putAll(some);
        all.putAll(more);
        return all;
    }

    private static Map<String, Object> by(RawRecord command, String id) {
        return Map.of("commandId", id, "inputOffset", command.offset(), "recordedAt", command.timestampMs());
    }

    private static Map<String, Object> cycle(long number) {
        return Map.of(
                "cycle", number,
                "cycleStart", number == 0 ? START : FEBRUARY,
                "cycleEnd", number == 0 ? FEBRUARY : MARCH);
    }

    private static Map<String, Object> terms(String subscription, long number) {
        return Map.of(
                "id",
                subscription + ":" + number,
                "source",
                "ALLOWANCE",
                "amountMicros",
                100 * World.CREDIT,
                "effectiveAt",
                number == 0 ? START : FEBRUARY,
                "expiresAt",
                number == 0 ? FEBRUARY : MARCH);
    }

    private static Map<String, Object> allowance(String subscription, long number) {
        Map<String, Object> fields = new HashMap<>(cycle(number));
        fields.putAll(Map.of(
                "grant",
                terms(subscription, number),
                "subscriptionId",
                subscription,
                "plan",
                "growth",
                "subscriptionStatus",
                "ACTIVE"));
        return fields;
    }

    private static List<Map<String, Object>> share(String grant, long credits) {
        return List.of(share(grant, "ALLOWANCE", credits));
    }

    private static Map<String, Object> share(String grant, String source, long credits) {
        return Map.of("grant", grant, "source", source, "amountMicros", credits * World.CREDIT);
    }

    private static Map<String, Object> charge(
            RawRecord usage,
            String id,
            String action,
            long quantity,
            Map<String, Object> cycle,
            List<Map<String, Object>> shares) {
        Map<String, Object> fields = new HashMap<>(cycle);
        fields.put("eventSource", "/crm");
        fields.put("eventId", id);
        fields.put("action", action);
        fields.put("quantity", quantity);
        fields.put("unitPriceMicros", 4 * World.CREDIT);
        fields.put("priceVersion", "v1");
        fields.put("allocations", shares);
        fields.put("inputOffset", usage.offset());
        fields.put("recordedAt", usage.timestampMs());
        fields.put("occurredAt", id.equals("e-2") ? World.at("2026-02-09T12:00:00Z") : occurred(usage, id));
        return fields;
    }

    private static long occurred(RawRecord usage, String id) {
        return id.equals("e-1") && usage.offset() == 0 ? World.at("2026-01-20T12:00:00Z") : usage.timestampMs();
    }

    private static Map<String, Object> balance(long used, long allowanceLeft) {
        return Map.of(
                "usedThisCycleMicros",
                used * World.CREDIT,
                "allowanceGrantedMicros",
                100 * World.CREDIT,
                "allowanceLeftMicros",
                allowanceLeft * World.CREDIT,
                "cycle",
                1L,
                "cycleStart",
                FEBRUARY,
                "cycleEnd",
                MARCH);
    }
}
