package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Records on the engine's output topics that an operator left out of the projection (table projection_skip) because the
 * engine did not write them. The audit leaves them out too and lists them. An entry that the engine did write is missed
 * all the same: by the numbers of the entries after it, its balance, or its usage event or command.
 */
final class SkippedRecords {
    static final String SKIPPED = "records of output topics that an operator left out (table projection_skip)";

    private record Place(String topic, int partition, long offset) {}

    private final Findings findings;
    private final Map<Place, byte[]> sha256 = new HashMap<>();

    private SkippedRecords(Findings findings) {
        this.findings = findings;
    }

    /** None: PostgreSQL is left out. */
    static SkippedRecords none(Findings findings) {
        return new SkippedRecords(findings);
    }

    static SkippedRecords in(TableSource tables, Topics names, Findings findings) {
        SkippedRecords skipped = new SkippedRecords(findings);
        Map<String, String> topics = Map.of(
                "CREDIT_LEDGER",
                names.ledger(),
                "CREDIT_BALANCES",
                names.balances(),
                "USAGE_REJECTED",
                names.rejected());
        tables.read(Table.PROJECTION_SKIP, row -> {
            String topic = topics.getOrDefault(row.text("topic"), row.text("topic"));
            Place place = new Place(topic, (int) row.number("partition"), row.number("record_offset"));
            skipped.sha256.put(place, row.bytes("value_sha256"));
        });
        return skipped;
    }

    /** As {@link #has}; a record that was left out is listed. */
    boolean hasAndLists(RawRecord record) {
        boolean isSkipped = has(record);
        if (isSkipped) {
            findings.notice(SKIPPED, record.place());
        }
        return isSkipped;
    }

    /** Whether exactly this record, by place and SHA-256 of its value, was left out. */
    boolean has(RawRecord record) {
        byte[] skipped = sha256.get(new Place(record.topic(), record.partition(), record.offset()));
        byte[] value = record.value();
        return skipped != null && Arrays.equals(skipped, RejectionIndex.sha(value == null ? new byte[0] : value, 0));
    }
}
