package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Share;
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
                new Fault("newer-schema", null, stage -> ofNewerSchema(stage, 1)),
                new Fault("newer-schema-misread", Kind.CHARGE_DIFFERS, stage -> ofNewerSchema(stage, 49)),
                new Fault("unreadable-charged", Kind.CHARGE_DIFFERS, UsageFaults::malformedText),
                new Fault("wrong-price-version", Kind.PRICE, UsageFaults::wrongPriceVersion),
                new Fault("wrong-allocation", Kind.ALLOCATION, UsageFaults::wrongAllocation),
                new Fault(
                        "event-lost",
                        Kind.LOST,
                        stage -> new Forgery(stage).usage(3).place()),
                new Fault("event-charged-twice", Kind.CHARGED_TWICE, UsageFaults::chargedTwice),
                new Fault("conflict-hidden", Kind.CONFLICT, UsageFaults::hiddenConflict),
                new Fault("rejection-altered", Kind.REJECTION, UsageFaults::alteredRejection));
    }

    /** One unit, written with a schema that has one more optional text before the quantity; 49 is what it is if that text is misread. */
    private static String ofNewerSchema(Stage stage, long charged) {
        Forgery forgery = new Forgery(stage);
        GenericRecord event = forgery.event(ID, 1);
        Schema newer = Wire.withText(event.getSchema(), "channel", "quantity");
        GenericRecord written = Wire.under(newer, event);
        written.put("channel", "ab");
        RawRecord record = forgery.usage(Wire.encode(stage.facts.add(newer), written));
        forgery.charge(forgery.rightCharge(record, ID, charged));
        return record.place();
    }

    private static String malformedText(Stage stage) {
        Forgery forgery = new Forgery(stage);
        GenericRecord event = forgery.event("planted-", 1);
        byte[] value = Objects.requireNonNull(forgery.usage(event).value()).clone();
        int at = new String(value, StandardCharsets.ISO_8859_1).indexOf("planted-");
        value[at + 7] = (byte) 0xff;
        RawRecord record = forgery.usage(value);
        stage.facts
                .records(stage.names.usage())
                .removeIf(one -> one.offset() == record.offset() - 1 && one.partition() == record.partition());
        forgery.charge(forgery.rightCharge(record, "planted\uFFFD", 1));
        return record.place();
    }

    /** The version that was charged exists, on the topic and in PostgreSQL, but begins tomorrow. */
    private static String wrongPriceVersion(Stage stage) {
        String topic = stage.names.rateCard();
        Stage.Read card = stage.last(topic, fields -> fields.text("action").equals(stage.action));
        List<Object> versions = new ArrayList<>((List<?>) card.record().get("versions"));
        Schema item = card.record().getSchema().getField("versions").schema().getElementType();
        long effectiveFrom = stage.now + DAY_MS;
        long unit = stage.price.unitPrice() + 1;
        versions.add(Wire.record(
                item, Map.of("version", "planted", "effectiveFrom", effectiveFrom, "unitPriceMicros", unit)));
        card.record().put("versions", versions);
        stage.replace(topic, card, Wire.encode(card.schemaId(), card.record()));
        addRow(stage, effectiveFrom, unit);
        Forgery forgery = new Forgery(stage);
        RawRecord record = forgery.usage(1);
        forgery.charge(new Forgery.Charge(record, ID, 1, "planted", unit));
        return stage.account.id();
    }

    private static void addRow(Stage stage, long effectiveFrom, long unit) {
        if (!stage.facts.has(Table.PRICE_VERSION)) {
            return;
        }
        Map<String, @Nullable Object> row = new HashMap<>();
        stage.facts.rows(Table.PRICE_VERSION).stream()
                .filter(one -> one.text("action").equals(stage.action))
                .findFirst()
                .ifPresent(one -> row.put("unit", one.text("unit")));
        row.put("action", stage.action);
        row.put("version", "planted");
        row.put("unit_price_micros", unit);
        row.put("effective_from", effectiveFrom);
        row.put("known_from", 0L);
        stage.facts.rows(Table.PRICE_VERSION).add(new Row(row));
    }

    /** Nothing but overdraft pays, although there are credits. */
    private static String wrongAllocation(Stage stage) {
        Forgery forgery = new Forgery(stage);
        List<Share> nobody = List.of();
        forgery.charge(forgery.rightCharge(forgery.usage(1), ID, 1), nobody);
        return stage.account.id();
    }

    private static String chargedTwice(Stage stage) {
        Forgery forgery = new Forgery(stage);
        GenericRecord event = forgery.event(ID, 2);
        forgery.charge(forgery.rightCharge(forgery.usage(event), ID, 2));
        forgery.charge(forgery.rightCharge(forgery.usage(event), ID, 2));
        return stage.account.id();
    }

    /** A second copy of another quantity, neither charged nor rejected. */
    private static String hiddenConflict(Stage stage) {
        Forgery forgery = new Forgery(stage);
        forgery.charge(forgery.rightCharge(forgery.usage(forgery.event(ID, 2)), ID, 2));
        return forgery.usage(forgery.event(ID, 3)).place();
    }

    private static String alteredRejection(Stage stage) {
        RawRecord record = new Forgery(stage).usage("no event".getBytes(StandardCharsets.UTF_8));
        Schema schema = SampleSchemas.rejection(stage);
        GenericRecord rejection = Wire.record(
                schema,
                Map.of(
                        "rejectionId", record.place(),
                        "reason", "UNREADABLE",
                        "detail", "planted",
                        "topic", record.topic(),
                        "partition", record.partition(),
                        "offset", record.offset(),
                        "appendedAt", record.timestampMs(),
                        "value", ByteBuffer.wrap("another".getBytes(StandardCharsets.UTF_8))));
        byte[] value = Wire.encode(stage.facts.add(schema), rejection);
        stage.facts.append(stage.names.rejected(), stage.partition, stage.now, stage.key(), value);
        return record.place();
    }
}
