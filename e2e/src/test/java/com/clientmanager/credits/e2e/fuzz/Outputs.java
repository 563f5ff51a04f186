package com.clientmanager.credits.e2e.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * All that the engine committed: ledger lines by account and by the input that caused them, rejections by input, last
 * balances.
 */
final class Outputs {
    private final Schemas schemas;
    private final Findings findings;
    private final Map<String, List<Line>> ledgers = new TreeMap<>();
    private final Map<Place, Line> charges = new HashMap<>();
    private final Map<Place, String> answers = new HashMap<>();
    private final Map<Place, String> rejections = new HashMap<>();
    private final Map<String, GenericRecord> balances = new HashMap<>();

    Outputs(Log log, Schemas schemas, Findings findings) {
        this.schemas = schemas;
        this.findings = findings;
        log.read(Names.LEDGER, record -> decode(record, value -> line(record, Line.of(value))));
        log.read(Names.REJECTED, record -> decode(record, this::rejection));
        log.read(
                Names.BALANCES,
                record -> decode(record, value -> balances.put(String.valueOf(value.get("account")), value)));
    }

    private void decode(ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<GenericRecord> then) {
        try {
            then.accept(schemas.read(record.value()));
        } catch (AvroRuntimeException | ClassCastException e) {
            findings.differs(place(record) + " is no record of the engine: " + e);
        }
    }

    private void line(ConsumerRecord<byte[], byte[]> record, Line line) {
        findings.check(
                new String(record.key(), StandardCharsets.UTF_8).equals(line.account()),
                place(record) + " is keyed by another account than " + line.account());
        List<Line> ledger = ledgers.computeIfAbsent(line.account(), first -> new ArrayList<>());
        long expected = ledger.isEmpty() ? 1 : ledger.get(ledger.size() - 1).seq() + 1;
        findings.check(line.seq() == expected, line.account() + ": expected line " + expected + ", found " + line);
        ledger.add(line);
        Long offset = line.inputOffset();
        if (offset == null) {
            return;
        }
        if (line.commandId() != null) {
            answers.put(new Place(Names.COMMANDS, record.partition(), offset), line.type());
        } else if (line.isCharge()) {
            Line other = charges.put(new Place(Names.USAGE, record.partition(), offset), line);
            findings.check(other == null, "charged twice: " + line + " and " + other);
        }
    }

    private void rejection(GenericRecord value) {
        Place place = new Place(
                String.valueOf(value.get("topic")), (Integer) value.get("partition"), (Long) value.get("offset"));
        String other = rejections.put(place, String.valueOf(value.get("reason")));
        findings.check(other == null, place + " is rejected twice");
    }

    private static Place place(ConsumerRecord<byte[], byte[]> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    Map<String, List<Line>> ledgers() {
        return ledgers;
    }

    Map<Place, String> rejections() {
        return rejections;
    }

    Map<String, GenericRecord> balances() {
        return balances;
    }

    /** The charge that the usage record at this place caused. */
    @Nullable
    Line charge(Place place) {
        return charges.get(place);
    }

    /** The type of the last ledger line that the command at this place caused. */
    @Nullable
    String answer(Place place) {
        return answers.get(place);
    }

    @Nullable
    String reason(Place place) {
        return rejections.get(place);
    }
}
