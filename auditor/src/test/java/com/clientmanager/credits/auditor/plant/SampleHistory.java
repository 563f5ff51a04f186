package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to two accounts, entry by entry as the credit rules have it: boundary, late usage, overdraft,
 * repayment, reversal.
 */
public final class SampleHistory {
    static final String ACCOUNT = "acct-1";
    private static final String NAME = "Named by its command";
    private static final long START = FakeSystem.at("2026-01-10T10:00:00Z");
    private static final long FEBRUARY = FakeSystem.at("2026-02-10T00:00:00Z");
    private static final long MARCH = FakeSystem.at("2026-03-10T00:00:00Z");

    private final FakeSystem system = new FakeSystem();

    private SampleHistory() {}

    public static FakeSystem create() {
        SampleHistory story = new SampleHistory();
        story.system.price("login", "v1", 0, null);
        story.system.price("sms.send", "v1", 4, null);
        story.system.price("sms.send", "v1-pro", 3, "pro");
        story.firstCycle();
        story.secondCycle();
        story.reversal();
        story.whatIsNotCharged();
        story.otherAccount();
        return story.system;
    }

    private void firstCycle() {
        RawRecord start = start(ACCOUNT, "sub-1", "2026-01-10T10:00:01Z");
        system.entry(
                ACCOUNT,
                "GRANT",
                100,
                0,
                with(by(start, "start-sub-1", 1, "StartSubscription"), allowance("sub-1", 0), START));
        RawRecord first = system.usage(ACCOUNT, "e-1", "sms.send", 3, "2026-01-20T12:00:00Z", "2026-01-20T12:00:01Z");
        system.entry(ACCOUNT, "CHARGE", -12, 0, charge(first, "e-1", "sms.send", 3, cycle(0), share("sub-1:0", 12)));
        system.entry(ACCOUNT, "EXPIRY", -88, 0, with(cycle(0), expired("sub-1", 0), FEBRUARY));
        system.entry(ACCOUNT, "GRANT", 100, 0, with(allowance("sub-1", 1), Map.of(), FEBRUARY));
        RawRecord late = system.usage(ACCOUNT, "e-2", "sms.send", 2, "2026-02-09T12:00:00Z", "2026-02-12T12:00:00Z");
        Map<String, Object> back = with(cycle(0), expired("sub-1", 0), FakeSystem.at("2026-02-09T12:00:00Z"));
        back.put("grantLeftMicros", 8 * FakeSystem.CREDIT);
        back.putAll(Map.of("eventSource", "/crm", "eventId", "e-2", "inputOffset", late.offset()));
        back.put("recordedAt", late.timestampMs());
        system.entry(ACCOUNT, "EXPIRY_REVERSED", 8, 0, back);
        system.entry(ACCOUNT, "CHARGE", -8, 0, charge(late, "e-2", "sms.send", 2, cycle(0), share("sub-1:0", 8)));
    }

    private void secondCycle() {
        give("promo-1", "PROMOTIONAL", 10, "grant-promo-1", 2, "2026-02-13T10:00:00Z");
        system.payment(ACCOUNT, "pay-1", "50");
        give("pack:pay-1", "PURCHASED", 50, "deliver:pay-1", 3, "2026-02-13T11:00:00Z");
        RawRecord big = system.usage(ACCOUNT, "e-3", "sms.send", 50, "2026-02-14T10:00:00Z", "2026-02-14T10:00:00Z");
        system.entry(ACCOUNT, "CHARGE", -160, 40, charge(big, "e-3", "sms.send", 50, cycle(1), paid()));
        system.payment(ACCOUNT, "pay-2", "60.0");
        RawRecord second = give("pack:pay-2", "PURCHASED", 60, "deliver:pay-2", 4, "2026-02-14T11:00:00Z");
        Map<String, Object> repaid =
                with(by(second, "deliver:pay-2", 4, "GrantCredits"), cycle(1), second.timestampMs());
        repaid.put("note", NAME);
        repaid.put("allocations", List.of(share("pack:pay-2", "PURCHASED", 40)));
        system.entry(ACCOUNT, "OVERDRAFT_REPAID", -40, -40, repaid);
    }

    private static List<Map<String, Object>> paid() {
        return List.of(
                share("sub-1:1", "ALLOWANCE", 100),
                share("promo-1", "PROMOTIONAL", 10),
                share("pack:pay-1", "PURCHASED", 50));
    }

    private void reversal() {
        RawRecord command =
                system.command(ACCOUNT, "reverse-9", "2026-02-14T12:00:00Z", "ReverseCharge", reversalOf9());
        Map<String, Object> fields =
                with(by(command, "reverse-9", 5, "ReverseCharge"), cycle(1), command.timestampMs());
        fields.put("reverses", 9L);
        fields.put("note", "test");
        fields.put("action", "sms.send");
        fields.put("quantity", 50L);
        fields.put("user", FakeSystem.USER);
        fields.put("dimensions", FakeSystem.DIMENSIONS);
        fields.put("holdId", FakeSystem.HOLD);
        fields.put("reversedOccurredAt", FakeSystem.at("2026-02-14T10:00:00Z"));
        List<Map<String, Object>> back = new ArrayList<>(paid().reversed());
        back.addFirst(share("pack:pay-2", "PURCHASED", 40));
        fields.put("allocations", back);
        system.entry(ACCOUNT, "REVERSAL", 200, 0, fields);
        RawRecord last = system.usage(ACCOUNT, "e-4", "sms.send", 1, "2026-02-15T10:00:00Z", "2026-02-15T10:00:00Z");
        system.entry(ACCOUNT, "CHARGE", -4, 0, charge(last, "e-4", "sms.send", 1, cycle(1), share("sub-1:1", 4)));
        system.rollup(ACCOUNT, 4, 56, 224, 200);
        system.balance(
                ACCOUNT,
                balance(4, 96),
                List.of(
                        left(terms("sub-1", 1), 96),
                        left(given("promo-1", "PROMOTIONAL", 10, "2026-02-13T10:00:00Z"), 10),
                        left(given("pack:pay-1", "PURCHASED", 50, "2026-02-13T11:00:00Z"), 50),
                        left(given("pack:pay-2", "PURCHASED", 60, "2026-02-14T11:00:00Z"), 60)));
    }

    private static Map<String, Object> reversalOf9() {
        Map<String, Object> body = new HashMap<>();
        body.put("seq", 9L);
        body.put("chargeMicros", 200 * FakeSystem.CREDIT);
        body.put("allocations", paid());
        body.put("action", "sms.send");
        body.put("occurredAt", FakeSystem.at("2026-02-14T10:00:00Z"));
        body.put("reason", "test");
        body.put("quantity", 50L);
        body.put("user", FakeSystem.USER);
        body.put("dimensions", FakeSystem.DIMENSIONS);
        body.put("holdId", FakeSystem.HOLD);
        return body;
    }

    private static Map<String, Object> left(Map<String, Object> terms, long credits) {
        Map<String, Object> grant = new HashMap<>(terms);
        grant.put("leftMicros", credits * FakeSystem.CREDIT);
        return grant;
    }

    private void whatIsNotCharged() {
        system.usage(ACCOUNT, "e-4", "sms.send", 1, "2026-02-15T10:00:00Z", "2026-02-15T10:00:09Z");
        system.reject(
                system.usage(ACCOUNT, "e-4", "sms.send", 2, "2026-02-15T10:00:00Z", "2026-02-15T10:00:10Z"),
                "CONFLICT");
        byte[] garbage = "no event".getBytes(StandardCharsets.UTF_8);
        system.reject(system.raw(system.names.usage(), ACCOUNT, garbage), "UNREADABLE");
        system.reject(system.raw(system.names.commands(), ACCOUNT, garbage), "COMMAND_UNREADABLE");
    }

    /** Its producer numbers per tenant: the same source and id as the first account's, another event (R2). */
    private void otherAccount() {
        RawRecord start = start("acct-2", "sub-2", "2026-01-10T10:00:02Z");
        system.entry(
                "acct-2",
                "GRANT",
                100,
                0,
                with(by(start, "start-sub-2", 1, "StartSubscription"), allowance("sub-2", 0), START));
        RawRecord same = system.usage("acct-2", "e-1", "sms.send", 1, "2026-01-21T12:00:00Z", "2026-01-21T12:00:00Z");
        system.entry("acct-2", "CHARGE", -4, 0, charge(same, "e-1", "sms.send", 1, cycle(0), share("sub-2:0", 4)));
        system.entry("acct-2", "EXPIRY", -96, 0, with(cycle(0), expired("sub-2", 0), FEBRUARY));
        system.entry("acct-2", "GRANT", 100, 0, with(allowance("sub-2", 1), Map.of(), FEBRUARY));
        system.rollup("acct-2", 1, 1, 4, 0);
        system.balance("acct-2", balance(0, 100), List.of(left(terms("sub-2", 1), 100)));
    }

    private RawRecord start(String account, String subscription, String time) {
        return system.command(
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
                        Map.of("plan", "growth", "includedMicros", 100 * FakeSystem.CREDIT, "rank", 2)));
    }

    private RawRecord give(String grant, String source, long credits, String command, long sequence, String time) {
        long micros = credits * FakeSystem.CREDIT;
        RawRecord record = system.command(
                ACCOUNT,
                command,
                time,
                "GrantCredits",
                Map.of("grantId", grant, "source", source, "amountMicros", micros, "note", NAME));
        Map<String, Object> fields =
                with(by(record, command, sequence, "GrantCredits"), cycle(1), record.timestampMs());
        fields.put("note", NAME);
        fields.put("grantLeftMicros", micros);
        fields.put("grant", given(grant, source, credits, time));
        system.entry(ACCOUNT, "GRANT", credits, 0, fields);
        return record;
    }

    private static Map<String, Object> given(String grant, String source, long credits, String time) {
        return Map.of(
                "id",
                grant,
                "source",
                source,
                "amountMicros",
                credits * FakeSystem.CREDIT,
                "effectiveAt",
                FakeSystem.at(time),
                "priority",
                source.equals("PURCHASED") ? 30 : 20,
                "name",
                NAME);
    }

    private static Map<String, Object> expired(String subscription, long number) {
        return Map.of("grant", terms(subscription, number), "grantLeftMicros", 0L);
    }

    private static Map<String, Object> with(Map<String, ?> some, Map<String, ?> more, long occurredAt) {
        Map<String, Object> all = new HashMap<>(Map.of("occurredAt", occurredAt));
        all.putAll(some);
        all.putAll(more);
        return all;
    }

    private static Map<String, Object> by(RawRecord command, String id, long sequence, String type) {
        return Map.of(
                "commandId", id,
                "commandSequence", sequence,
                "commandType", type,
                "inputOffset", command.offset(),
                "recordedAt", command.timestampMs());
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
                100 * FakeSystem.CREDIT,
                "effectiveAt",
                number == 0 ? START : FEBRUARY,
                "expiresAt",
                number == 0 ? FEBRUARY : MARCH,
                "priority",
                10);
    }

    private static Map<String, Object> allowance(String subscription, long number) {
        Map<String, Object> fields = new HashMap<>(cycle(number));
        fields.putAll(Map.of(
                "grant",
                terms(subscription, number),
                "grantLeftMicros",
                100 * FakeSystem.CREDIT,
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
        return Map.of("grant", grant, "source", source, "amountMicros", credits * FakeSystem.CREDIT);
    }

    private static Map<String, Object> charge(
            RawRecord usage,
            String id,
            String action,
            long quantity,
            Map<String, Object> cycle,
            List<Map<String, Object>> allocations) {
        Map<String, Object> fields = new HashMap<>(cycle);
        fields.put("eventSource", "/crm");
        fields.put("eventId", id);
        fields.put("action", action);
        fields.put("quantity", quantity);
        fields.put("user", FakeSystem.USER);
        fields.put("dimensions", FakeSystem.DIMENSIONS);
        fields.put("holdId", FakeSystem.HOLD);
        fields.put("plan", "growth");
        fields.put("unitPriceMicros", 4 * FakeSystem.CREDIT);
        fields.put("priceVersion", "v1");
        fields.put("allocations", allocations);
        fields.put("inputOffset", usage.offset());
        fields.put("recordedAt", usage.timestampMs());
        fields.put("occurredAt", id.equals("e-2") ? FakeSystem.at("2026-02-09T12:00:00Z") : occurred(usage, id));
        return fields;
    }

    private static long occurred(RawRecord usage, String id) {
        return id.equals("e-1") && usage.offset() == 0 ? FakeSystem.at("2026-01-20T12:00:00Z") : usage.timestampMs();
    }

    private static Map<String, Object> balance(long used, long allowanceLeft) {
        return Map.of(
                "usedThisCycleMicros",
                used * FakeSystem.CREDIT,
                "allowanceGrantedMicros",
                100 * FakeSystem.CREDIT,
                "allowanceLeftMicros",
                allowanceLeft * FakeSystem.CREDIT,
                "cycle",
                1L,
                "cycleStart",
                FEBRUARY,
                "cycleEnd",
                MARCH);
    }
}
