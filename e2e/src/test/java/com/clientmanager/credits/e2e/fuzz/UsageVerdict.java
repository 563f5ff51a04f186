package com.clientmanager.credits.e2e.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Goes through usage.recorded.v1 as the broker stamped it and says what must have become of each record (R1 to R4),
 * then looks whether it did.
 */
final class UsageVerdict {
    private static final long LATENESS_MS = 35L * 86_400_000;
    private static final long AHEAD_MS = 300_000;
    private static final String TICK = "credits.tick";

    private final Log log;
    private final Schemas schemas;
    private final Accounts accounts;
    private final Outputs outputs;
    private final Findings findings;
    private final Set<String> documented = DocumentedReasons.read();
    private final Map<String, String> identities = new HashMap<>();
    private final Map<String, List<Line>> charged = new HashMap<>();

    UsageVerdict(Log log, Schemas schemas, Accounts accounts, Outputs outputs, Findings findings) {
        this.log = log;
        this.schemas = schemas;
        this.accounts = accounts;
        this.outputs = outputs;
        this.findings = findings;
    }

    /** The charges of each account, in the order in which its usage lies on the topic. */
    Map<String, List<Line>> charged() {
        return charged;
    }

    void judge(ConsumerRecord<byte[], byte[]> record) {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        Shot shot = log.sentTo(place);
        String kind = shot == null ? "usage: by the services" : shot.kind();
        Expected expected = shot == null ? ofTheServices(record) : shot.expected();
        Line charge = outputs.charge(place);
        String reason = outputs.reason(place);
        String what = kind + " at " + place + " (" + expected + ")";
        if (reason != null) {
            findings.check(documented.contains(reason), what + " is rejected for the undocumented " + reason);
            findings.check(charge == null, what + " is charged and rejected for " + reason);
        }
        switch (expected) {
            case Expected.NoUsage none -> findings.check(charge == null, what + " is charged: " + charge);
            case Expected.Rejected rejected ->
                findings.check(
                        charge == null && reason != null && fits(reason, rejected.reasons()),
                        what + " is charged by " + charge + " or rejected for " + reason);
            case Expected.Usage usage -> judge(usage, record, what);
            case Expected.Answered answered -> findings.differs(what + " lies on the wrong topic");
            case Expected.Unanswered unanswered -> findings.differs(what + " lies on the wrong topic");
        }
        if (shot != null || !(expected instanceof Expected.NoUsage)) {
            findings.became(kind, reason != null ? reason : charge != null ? "charged" : unseen(expected));
        }
    }

    private static String unseen(Expected expected) {
        return expected instanceof Expected.Usage ? "duplicate" : "ignored";
    }

    private static boolean fits(String reason, Set<String> reasons) {
        return reasons.isEmpty() || reasons.contains(reason);
    }

    /** What the ingest API or a replay of billing-api wrote, or a tick. */
    private Expected ofTheServices(ConsumerRecord<byte[], byte[]> record) {
        try {
            Event event = Event.of(schemas.read(record.value()));
            if (event.quantity == 0 && event.action.toString().equals(TICK)) {
                return new Expected.NoUsage();
            }
            Set<String> must = Rules.reasons(event, accounts.goodOnes());
            return Expected.Usage.of(event, must, Set.of());
        } catch (AvroRuntimeException unreadable) {
            return new Expected.Rejected(Expected.ANY_REASON);
        }
    }

    private void judge(Expected.Usage usage, ConsumerRecord<byte[], byte[]> record, String what) {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        Line charge = outputs.charge(place);
        String reason = outputs.reason(place);
        Set<String> must = new TreeSet<>(usage.must());
        Set<String> may = new TreeSet<>(usage.may());
        allowForForgeries(usage, must, may);
        if (usage.occurredAtMs() < record.timestamp() - LATENESS_MS) {
            must.add("TOO_LATE");
        } else if (usage.occurredAtMs() > record.timestamp() + AHEAD_MS) {
            must.add("IN_THE_FUTURE");
        }
        String identity = record.partition() + "|" + usage.account() + "|" + usage.source() + "|" + usage.id();
        if (!must.isEmpty() && identities.containsKey(identity)) {
            must.add("CONFLICT");
        }
        if (!must.isEmpty()) {
            findings.check(
                    charge == null && reason != null && (must.contains(reason) || may.contains(reason)),
                    what + " must be rejected for " + must + ", and is rejected for " + reason + " or charged by "
                            + charge);
            return;
        }
        if (reason != null && may.contains(reason)) {
            return;
        }
        String content = usage.action() + " " + usage.quantity();
        String known = identities.putIfAbsent(identity, content);
        if (known == null) {
            charge(usage, charge, what + ", rejected for " + reason);
        } else if (known.equals(content)) {
            findings.check(charge == null && reason == null, what + " is a duplicate, and became " + charge + reason);
        } else {
            findings.check(
                    charge == null && "CONFLICT".equals(reason),
                    what + " is a conflict, and became " + charge + reason);
        }
    }

    /**
     * A forged command may have opened any account but the good ones by then, and forged prices hold for their actions.
     */
    private void allowForForgeries(Expected.Usage usage, Set<String> must, Set<String> may) {
        boolean opened = outputs.ledgers().containsKey(usage.account());
        if (opened && accounts.isHostile(usage.account()) && must.remove("UNKNOWN_ACCOUNT")) {
            may.addAll(Set.of("UNKNOWN_ACCOUNT", "AMOUNT_OVERFLOW"));
        }
        if (isHostileAction(usage) && must.remove("UNKNOWN_ACTION")) {
            may.addAll(Set.of("UNKNOWN_ACTION", "NO_PRICE", "AMOUNT_OVERFLOW"));
        }
    }

    private static boolean isHostileAction(Expected.Usage usage) {
        return HostilePrices.mayHold(usage.action());
    }

    private void charge(Expected.Usage usage, @Nullable Line charge, String what) {
        if (charge == null) {
            findings.differs(what + " is not charged");
            return;
        }
        Long price = isHostileAction(usage) ? charge.unitPrice() : Rules.PRICES.get(usage.action());
        boolean same = price != null
                && price >= 0
                && price.equals(charge.unitPrice())
                && charge.amount() == -Math.multiplyExact(price, usage.quantity())
                && usage.account().equals(charge.account())
                && usage.source().equals(charge.eventSource())
                && usage.id().equals(charge.eventId())
                && usage.action().equals(charge.action())
                && Long.valueOf(usage.quantity()).equals(charge.quantity())
                && java.util.Objects.equals(usage.user(), charge.user());
        findings.check(same, what + " is charged otherwise: " + charge);
        charged.computeIfAbsent(usage.account(), first -> new ArrayList<>()).add(charge);
    }
}
