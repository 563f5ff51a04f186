package com.clientmanager.credits.e2e.fuzz;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Goes through account.commands.v1: each command is answered on the ledger, rejected, or numbered at or below what its
 * account was answered before.
 */
final class CommandVerdict {
    private final Log log;
    private final Schemas schemas;
    private final Outputs outputs;
    private final Findings findings;
    private final Map<String, Long> last = new HashMap<>();

    CommandVerdict(Log log, Schemas schemas, Outputs outputs, Findings findings) {
        this.log = log;
        this.schemas = schemas;
        this.outputs = outputs;
        this.findings = findings;
    }

    void judge(ConsumerRecord<byte[], byte[]> record) {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        Shot shot = log.sentTo(place);
        String kind = shot == null ? "commands: by billing-api" : shot.kind();
        String answer = outputs.answer(place);
        String reason = outputs.reason(place);
        String what = kind + " at " + place;
        if (shot != null && shot.expected() instanceof Expected.Rejected) {
            findings.check(answer == null && reason != null, what + " is answered by " + answer + ", not rejected");
        } else if (answer == null && reason == null) {
            findings.check(isBehind(record), what + " is not answered");
        }
        findings.check(answer == null || reason == null, what + " is answered by " + answer + " and rejected");
        if (answer != null) {
            remember(record, what);
        }
        findings.became(kind, reason != null ? reason : answer == null ? "behind" : refusedOrApplied(answer));
    }

    private void remember(ConsumerRecord<byte[], byte[]> record, String what) {
        try {
            GenericRecord command = schemas.read(record.value());
            last.merge(account(record, command), (Long) command.get("sequence"), Math::max);
        } catch (AvroRuntimeException unreadable) {
            findings.differs(what + " is answered and no command: " + unreadable.getMessage());
        }
    }

    private static String refusedOrApplied(String type) {
        return type.equals("COMMAND_REFUSED") ? "refused" : "obeyed";
    }

    private boolean isBehind(ConsumerRecord<byte[], byte[]> record) {
        try {
            GenericRecord command = schemas.read(record.value());
            return (Long) command.get("sequence") <= last.getOrDefault(account(record, command), 0L);
        } catch (AvroRuntimeException unreadable) {
            return false;
        }
    }

    private static String account(ConsumerRecord<byte[], byte[]> record, GenericRecord command) {
        return record.partition() + "|" + command.get("account");
    }
}
