package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RawRecord;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command of account.commands.v1.
 *
 * @param record where it is, and when the broker took it
 * @param body the field that {@code type} names; null where it is not filled
 */
public record Command(
        RawRecord record,
        String account,
        String id,
        long sequence,
        long issuedAt,
        String type,
        @Nullable Fields body) {
    public static Command of(RawRecord record, Fields fields) {
        String type = fields.text("type");
        String field = type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return new Command(
                record,
                fields.text("account"),
                fields.text("commandId"),
                fields.number("sequence"),
                fields.number("issuedAt"),
                type,
                fields.recordOrNull(field));
    }

    public long appendedAt() {
        return record.timestampMs();
    }

    /** Why, in words; empty where no reason was given or the type has none. */
    public String reason() {
        String reason = body == null ? null : body.textOrNull("reason");
        return reason == null ? "" : reason;
    }

    /** The allocations that a reversal names. */
    public List<Allocation> allocations() {
        return body == null ? List.of() : Allocation.in(body);
    }
}
