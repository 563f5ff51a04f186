package com.clientmanager.credits.ingest;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The form of an event for the API's documentation; the reader works on bytes and never builds one. */
@Schema(
        name = "UsageEvent",
        description = "A CloudEvent 1.0 that says: this action happened, this many units, at this time")
record UsageEventShape(
        @Schema(required = true, examples = "1.0") String specversion,

        @Schema(required = true, maxLength = 256, description = "Unique within source; with it the event's identity")
        String id,

        @Schema(required = true, maxLength = 256, description = "The producing service, a URI reference")
        String source,

        @Schema(required = true, examples = "com.clientmanager.usage.v1")
        String type,

        @Schema(required = true, maxLength = 128, description = "The account that pays")
        String subject,

        @Schema(required = true, description = "When it happened, RFC 3339; decides cycle and price")
        Instant time,

        @Schema(required = true) UsageShape data) {
    static final String EXAMPLE = """
            {"specversion":"1.0","id":"9b1c1f0e","source":"/crm/sms","type":"com.clientmanager.usage.v1","subject":"acct-42",\
            "time":"2026-07-01T09:30:00Z","data":{"action":"sms.send","quantity":3,"user":"u-7","dimensions":{"campaign":"july"}}}""";

    /** The event's data. */
    @Schema(name = "Usage")
    record UsageShape(
            @Schema(required = true, maxLength = 128, examples = "sms.send")
            String action,

            @Schema(required = true, minimum = "1", description = "Whole units")
            long quantity,

            @Schema(maxLength = 128, description = "The CRM user who did it") @Nullable
            String user,

            @Schema(description = "At most 20 labels, never priced") @Nullable
            Map<String, String> dimensions) {}
}
