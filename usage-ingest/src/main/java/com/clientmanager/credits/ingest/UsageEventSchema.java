package com.clientmanager.credits.ingest;

import com.clientmanager.credits.schemas.UsageLimits;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The OpenAPI schema of a usage event; the reader parses bytes and never creates an instance. */
@Schema(
        name = "UsageEvent",
        description = "A CloudEvent 1.0: an action, its number of units and the time at which it happened")
record UsageEventSchema(
        @Schema(required = true, examples = "1.0") String specversion,

        @Schema(
                required = true,
                maxLength = UsageLimits.MAX_ID_LENGTH,
                description = "Unique within subject and source; the three together identify the event")
        String id,

        @Schema(
                required = true,
                maxLength = UsageLimits.MAX_SOURCE_LENGTH,
                description = "The producing service, a URI reference that the token's claim 'sources' allows")
        String source,

        @Schema(required = true, examples = "com.clientmanager.usage.v1")
        String type,

        @Schema(required = true, maxLength = UsageLimits.MAX_ACCOUNT_LENGTH, description = "The account that pays")
        String subject,

        @Schema(
                required = true,
                description = "When it happened, RFC 3339, years 1970 to 9999; determines billing cycle and price")
        Instant time,

        @Schema(required = true) UsageDataSchema data) {
    static final String EXAMPLE = """
            {"specversion":"1.0","id":"9b1c1f0e","source":"/crm/sms","type":"com.clientmanager.usage.v1","subject":"acct-42",\
            "time":"2026-07-01T09:30:00Z","data":{"action":"sms.send","quantity":3,"user":"u-7",
            "dimensions":{"campaign":"july"}}}""";

    /** The {@code data} of the event. */
    @Schema(name = "Usage")
    record UsageDataSchema(
            @Schema(required = true, maxLength = UsageLimits.MAX_ACTION_LENGTH, examples = "sms.send")
            String action,

            @Schema(required = true, minimum = "1", maximum = "9007199254740991", description = "Whole units")
            long quantity,

            @Schema(maxLength = UsageLimits.MAX_USER_LENGTH, description = "The CRM user who did it") @Nullable
            String user,

            @Schema(
                    maxProperties = UsageLimits.MAX_DIMENSIONS,
                    description = "Labels without effect on the price; names up to 64 and values up to 256 characters")
            @Nullable
            Map<String, String> dimensions) {}
}
