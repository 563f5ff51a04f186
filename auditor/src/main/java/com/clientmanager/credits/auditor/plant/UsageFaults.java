package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Faults between what was used and what was charged. */
final class UsageFaults {
    private static final String ID = "event-1";
    private static final long DAY_MS = 86_400_000;

    private UsageFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("newer-schema", null, context -> ofNewerSchema(context, 1)),
                new Fault("newer-schema-misread", Kind.CHARGE_DIFFERS, context -> ofNewerSchema(context, 49)),
                new Fault("unreadable-charged", Kind.CHARGE_DIFFERS, UsageFaults::malformedText),
                new Fault("wrong-price-version", Kind.PRICE, UsageFaults::wrongPriceVersion),
                new Fault("wrong-allocation", Kind.ALLOCATION, UsageFaults::wrongAllocation),
                new Fault("wrong-dimensions", Kind.CHARGE_DIFFERS, UsageFaults::wrongDimensions),
                new Fault("wrong-hold", Kind.CHARGE_DIFFERS, UsageFaults::wrongHold),
                new Fault("wrong-plan", Kind.PRICE, UsageFaults::wrongPlan),
                new Fault("tick", null, context -> tick(context, 0).place()),
                new Fault(
                        "tick-of-a-unit", Kind.LOST, context -> tick(context, 1).place()),
                new Fault("tick-rejected", Kind.REJECTION, UsageFaults::rejectedTick),
                new Fault(
                        "event-lost",
                        Kind.LOST,
                        context -> new Forgery(context).usage(3).place()),
                new Fault("event-charged-twice", Kind.CHARGED_TWICE, UsageFaults::chargedTwice),
                new Fault("conflict-hidden", Kind.CONFLICT, UsageFaults::hiddenConflict),
                new Fault("rejection-altered", Kind.REJECTION, UsageFaults::alteredRejection));
    }

    /**
     * One unit, written with a schema that has one more optional text before the quantity; 49 is what it is if that
     * text is misread.
     */
    private static String ofNewerSchema(FaultContext context, long charged) {
        Forgery forgery = new Forgery(context);
        GenericRecord event = forgery.event(ID, 1);
        Schema newer = AvroWriter.withText(event.getSchema(), "channel", "quantity");
        GenericRecord written = AvroWriter.under(newer, event);
        written.put("channel", "ab");
        RawRecord record = forgery.usage(AvroWriter.encode(context.facts.add(newer), written));
        forgery.charge(forgery.rightCharge(record, ID, charged));
        return record.place();
    }

    private static String malformedText(FaultContext context) {
        Forgery forgery = new Forgery(context);
        GenericRecord event = forgery.event("planted-", 1);
        byte[] value = Objects.requireNonNull(forgery.usage(event).value()).clone();
        int at = new String(value, StandardCharsets.ISO_8859_1).indexOf("planted-");
        value[at + 7] = (byte) 0xff;
        RawRecord record = forgery.usage(value);
        context.facts
                .records(context.names.usage())
                .removeIf(one -> one.offset() == record.offset() - 1 && one.partition() == record.partition());
        forgery.charge(forgery.rightCharge(record, "planted\uFFFD", 1));
        return record.place();
    }

    /** The version that was charged exists, on the topic and in PostgreSQL, but begins tomorrow. */
    private static String wrongPriceVersion(FaultContext context) {
        String topic = context.names.rateCard();
        FaultContext.Read card =
                context.last(topic, fields -> fields.text("action").equals(context.action));
        List<Object> versions = new ArrayList<>((List<?>) card.record().get("versions"));
        Schema item = card.record().getSchema().getField("versions").schema().getElementType();
        long effectiveFrom = context.now + DAY_MS;
        long unit = context.price.unitPrice() + 1;
        versions.add(AvroWriter.record(
                item, Map.of("version", "planted", "effectiveFrom", effectiveFrom, "unitPriceMicros", unit)));
        card.record().put("versions", versions);
        context.replace(topic, card, AvroWriter.encode(card.schemaId(), card.record()));
        addRow(context, effectiveFrom, unit);
        Forgery forgery = new Forgery(context);
        RawRecord record = forgery.usage(1);
        forgery.charge(new Forgery.Charge(record, ID, 1, "planted", unit));
        return context.account.id();
    }

    private static String wrongDimensions(FaultContext context) {
        Forgery forgery = new Forgery(context).with("dimensions", Map.of("campaign", "another"));
        return forgery.charge(forgery.rightCharge(forgery.usage(1), ID, 1)) + ": dimensions is {campaign=another}";
    }

    private static String wrongHold(FaultContext context) {
        Forgery forgery = new Forgery(context).with("holdId", "another");
        return forgery.charge(forgery.rightCharge(forgery.usage(1), ID, 1)) + ": holdId is another";
    }

    /** Priced right, but by a plan that did not hold. */
    private static String wrongPlan(FaultContext context) {
        Forgery forgery = new Forgery(context).with("plan", "planted-plan");
        return forgery.charge(forgery.rightCharge(forgery.usage(1), ID, 1)) + ": plan is planted-plan";
    }

    /**
     * The engine's own record for an idle partition where it is of no unit; usage of an action without a price
     * otherwise.
     */
    private static RawRecord tick(FaultContext context, long quantity) {
        Forgery forgery = new Forgery(context);
        GenericRecord tick = forgery.event("0-1", quantity);
        tick.put("source", "/credits/aggregator");
        tick.put("account", "credits.tick");
        tick.put("action", "credits.tick");
        return forgery.usage(tick);
    }

    private static String rejectedTick(FaultContext context) {
        RawRecord record = tick(context, 0);
        reject(context, record, record.value());
        return record.place();
    }

    private static void addRow(FaultContext context, long effectiveFrom, long unit) {
        if (!context.facts.has(Table.PRICE_VERSION)) {
            return;
        }
        Map<String, @Nullable Object> row = new HashMap<>();
        context.facts.rows(Table.PRICE_VERSION).stream()
                .filter(one -> one.text("action").equals(context.action))
                .findFirst()
                .ifPresent(one -> row.put("unit", one.text("unit")));
        row.put("action", context.action);
        row.put("version", "planted");
        row.put("unit_price_micros", unit);
        row.put("effective_from", effectiveFrom);
        row.put("known_from", 0L);
        context.facts.rows(Table.PRICE_VERSION).add(new Row(row));
    }

    /** Nothing but overdraft pays, although there are credits. */
    private static String wrongAllocation(FaultContext context) {
        Forgery forgery = new Forgery(context);
        List<Allocation> none = List.of();
        forgery.charge(forgery.rightCharge(forgery.usage(1), ID, 1), none);
        return context.account.id();
    }

    private static String chargedTwice(FaultContext context) {
        Forgery forgery = new Forgery(context);
        GenericRecord event = forgery.event(ID, 2);
        forgery.charge(forgery.rightCharge(forgery.usage(event), ID, 2));
        forgery.charge(forgery.rightCharge(forgery.usage(event), ID, 2));
        return context.account.id();
    }

    /** A second copy of another quantity, neither charged nor rejected. */
    private static String hiddenConflict(FaultContext context) {
        Forgery forgery = new Forgery(context);
        forgery.charge(forgery.rightCharge(forgery.usage(forgery.event(ID, 2)), ID, 2));
        return forgery.usage(forgery.event(ID, 3)).place();
    }

    private static String alteredRejection(FaultContext context) {
        RawRecord record = new Forgery(context).usage("no event".getBytes(StandardCharsets.UTF_8));
        reject(context, record, "another".getBytes(StandardCharsets.UTF_8));
        return record.place();
    }

    private static void reject(FaultContext context, RawRecord record, byte @Nullable [] kept) {
        Schema schema = SampleSchemas.rejection(context);
        GenericRecord rejection = AvroWriter.record(
                schema,
                Map.of(
                        "rejectionId", record.place(),
                        "reason", "UNREADABLE",
                        "detail", "planted",
                        "topic", record.topic(),
                        "partition", record.partition(),
                        "offset", record.offset(),
                        "appendedAt", record.timestampMs(),
                        "value", ByteBuffer.wrap(Objects.requireNonNull(kept))));
        byte[] value = AvroWriter.encode(context.facts.add(schema), rejection);
        context.facts.append(context.names.rejected(), context.partition, context.now, context.key(), value);
    }
}
