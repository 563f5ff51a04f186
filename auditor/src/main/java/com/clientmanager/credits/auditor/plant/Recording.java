package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.check.AuditInputs;
import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.SchemaSource;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import com.clientmanager.credits.auditor.source.TopicSource;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * AuditInputs in memory: raw records and rows as they were read once, so that a fault can be planted into a copy of
 * them.
 */
public final class Recording implements TopicSource, TableSource, SchemaSource {
    private static final int PLANTED_SCHEMAS = 2_000_000_000;

    private record End(String topic, Moment moment) {}

    private final Map<String, List<RawRecord>> records = new HashMap<>();
    private final Map<String, Map<Integer, Long>> processed = new HashMap<>();
    private final Map<String, Map<Integer, Long>> first = new HashMap<>();
    private final Map<End, Map<Integer, Long>> ends = new HashMap<>();
    private final Map<Table, List<Row>> tables = new EnumMap<>(Table.class);
    private final Map<Integer, Schema> added = new HashMap<>();
    private final SchemaSource schemas;

    /** An empty one. */
    public Recording(SchemaSource schemas) {
        this.schemas = schemas;
    }

    /** Everything the audit would read, in the order in which it reads. */
    public static Recording of(AuditInputs live) {
        Recording recording = new Recording(live.schemas());
        Topics names = live.names();
        TopicSource topics = live.topics();
        List<String> inputs = List.of(names.usage(), names.commands());
        inputs.forEach(topic -> {
            recording.first.put(topic, topics.firstOffsets(topic));
            recording.processed.put(topic, topics.processed(topic));
        });
        for (String topic : List.of(names.ledger(), names.commands(), names.rateCard())) {
            recording.ends.put(new End(topic, Moment.BEFORE_LIVE), topics.endOffsets(topic, Moment.BEFORE_LIVE));
        }
        if (live.tables() != null) {
            recording.recordTables(live.tables());
        }
        recording.record(topics, names.balances(), Map.of());
        Map<Integer, Long> ledgerEnds = topics.endOffsets(names.ledger(), Moment.AFTER_LIVE);
        recording.ends.put(new End(names.ledger(), Moment.AFTER_LIVE), ledgerEnds);
        recording.record(topics, names.rateCard(), Map.of());
        recording.record(topics, names.commands(), Map.of());
        recording.record(topics, names.ledger(), ledgerEnds);
        recording.record(topics, names.rejected(), Map.of());
        recording.record(topics, names.usage(), recording.processed(names.usage()));
        return recording;
    }

    private void record(TopicSource topics, String topic, Map<Integer, Long> until) {
        List<RawRecord> list = records(topic);
        topics.read(topic, until, list::add);
    }

    private void recordTables(TableSource source) {
        for (Table table : Table.values()) {
            if (source.has(table)) {
                source.read(table, rows(table)::add);
            }
        }
    }

    /** A copy that can be changed without changing this one. */
    public Recording copy() {
        Recording copy = new Recording(schemas);
        records.forEach((topic, list) -> copy.records.put(topic, new ArrayList<>(list)));
        processed.forEach((topic, offsets) -> copy.processed.put(topic, new HashMap<>(offsets)));
        first.forEach((topic, offsets) -> copy.first.put(topic, new HashMap<>(offsets)));
        ends.forEach((end, offsets) -> copy.ends.put(end, new HashMap<>(offsets)));
        tables.forEach((table, rows) -> copy.tables.put(table, new ArrayList<>(rows)));
        copy.added.putAll(added);
        return copy;
    }

    /** The topic's records, to be changed. */
    public List<RawRecord> records(String topic) {
        return records.computeIfAbsent(topic, t -> new ArrayList<>());
    }

    /** The table's rows, to be changed; the table exists from now on. */
    public List<Row> rows(Table table) {
        return tables.computeIfAbsent(table, t -> new ArrayList<>());
    }

    /** Appends a record to a partition, as if it had always been there. */
    public RawRecord append(String topic, int partition, long timestampMs, byte[] key, byte @Nullable [] value) {
        long offset = nextOffset(topic, partition);
        RawRecord record = new RawRecord(topic, partition, offset, timestampMs, key, value);
        records(topic).add(record);
        for (Moment moment : Moment.values()) {
            ends.computeIfAbsent(new End(topic, moment), e -> new HashMap<>()).merge(partition, offset + 1, Math::max);
        }
        return record;
    }

    /** Lets the engine have processed everything that is on the topic. */
    public void processAll(String topic) {
        for (RawRecord record : records(topic)) {
            processed
                    .computeIfAbsent(topic, t -> new HashMap<>())
                    .merge(record.partition(), record.offset() + 1, Math::max);
        }
    }

    private long nextOffset(String topic, int partition) {
        long next = processed(topic).getOrDefault(partition, 0L);
        for (Moment moment : Moment.values()) {
            next = Math.max(next, endOffsets(topic, moment).getOrDefault(partition, 0L));
        }
        for (RawRecord record : records(topic)) {
            next = record.partition() == partition ? Math.max(next, record.offset() + 1) : next;
        }
        return next;
    }

    /** Registers a schema under an id of its own. */
    public int add(Schema schema) {
        int id = PLANTED_SCHEMAS + added.size();
        added.put(id, schema);
        return id;
    }

    @Override
    public Map<Integer, Long> processed(String topic) {
        return processed.getOrDefault(topic, Map.of());
    }

    @Override
    public Map<Integer, Long> firstOffsets(String topic) {
        return first.getOrDefault(topic, Map.of());
    }

    @Override
    public Map<Integer, Long> endOffsets(String topic, Moment now) {
        return ends.getOrDefault(new End(topic, now), Map.of());
    }

    @Override
    public long read(String topic, Map<Integer, Long> until, Consumer<RawRecord> each) {
        long count = 0;
        for (RawRecord record : records(topic)) {
            if (record.offset() < until.getOrDefault(record.partition(), Long.MAX_VALUE)) {
                each.accept(record);
                count++;
            }
        }
        return count;
    }

    @Override
    public boolean has(Table table) {
        return tables.containsKey(table);
    }

    @Override
    public void read(Table table, Consumer<Row> each) {
        tables.getOrDefault(table, List.of()).forEach(each);
    }

    @Override
    public Schema byId(int id) {
        Schema schema = added.get(id);
        if (schema == null && id >= PLANTED_SCHEMAS) {
            throw new UnreadableException("schema id " + id + " was never planted");
        }
        return schema == null ? schemas.byId(id) : schema;
    }

    /** Whether PostgreSQL was recorded too. */
    boolean hasTables() {
        return !tables.isEmpty();
    }
}
