package com.clientmanager.credits.ingest;

import com.clientmanager.credits.schemas.UsageLimits;
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

        @Schema(
                required = true,
                maxLength = UsageLimits.MAX_ID_LENGTH,
                description = "Unique within subject and source; with them the event's identity")
        String id,

        @Schema(
                required = true,
                maxLength = UsageLimits.MAX_SOURCE_LENGTH,
                description = "The producing service, a URI reference that the token's claim sources allows")
        String source,

        @Schema(required = true, examples = "com.clientmanager.usage.v1")
        String type,

        @Schema(required = true, maxLength = UsageLimits.MAX_ACCOUNT_LENGTH, description = "The account that pays")
        String subject,

        @Schema(
                required = true,
                description = "When it happened, RFC 3339, in the years 1970 to 9999; decides cycle and price")
        Instant time,

        @Schema(required = true) UsageShape data) {
    static final String EXAMPLE = """
            {"specversion":"1.0","id":"9b1c1f0e","source":"/crm/sms","type":"com.clientmanager.usage.v1","subject":"acct-42",\
            "time":"2026-07-01T09:30:00Z","data":{"action":"sms.send","quantity":3,"user":"u-7","dimensions":{"campaign":"july"}}}""";

    /** The event's data. */
    @Schema(name = "Usage")
    record UsageShape(
            @Schema(required = true, maxLength = UsageLimits.MAX_ACTION_LENGTH, examples = "sms.send")
            String action,

            @Schema(required = true, minimum = "1", maximum = "9007199254740991", description = "Whole units")
            long quantity,

            @Schema(maxLength = UsageLimits.MAX_USER_LENGTH, description = "The CRM user who did it") @Nullable
            String user,

            @Schema(
                    maxProperties = UsageLimits.MAX_DIMENSIONS,
                    description = "Labels, never priced; names of at most 64 and values of at most 256 characters")
            @Nullable
            Map<String, String> dimensions) {}
}
