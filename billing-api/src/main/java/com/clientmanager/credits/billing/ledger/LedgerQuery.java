package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.web.Moments;
import com.clientmanager.credits.billing.web.Problem;
import java.time.ZoneId;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The parameters of the ledger's list. */
public class LedgerQuery {
    @RestQuery
    @Parameter(description = "First moment: an RFC 3339 time, or a date in the account's zone", example = "2026-07-01")
    @Nullable
    String from;

    @RestQuery
    @Parameter(description = "Moment after the last, written like `from`", example = "2026-08-01")
    @Nullable
    String to;

    @RestQuery
    @Parameter(description = "Only lines of this type", example = "CHARGE")
    @Nullable
    String type;

    @RestQuery
    @Parameter(description = "Only lines of this action", example = "sms.send")
    @Nullable
    String action;

    @RestQuery
    @Parameter(description = "Only usage of this CRM user; empty for usage without one")
    @Nullable
    String user;

    @RestQuery
    @Parameter(description = "desc (newest first, the default) or asc", example = "desc")
    @Nullable
    String order;

    @RestQuery
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Nullable
    String limit;

    @RestQuery
    @Nullable
    String cursor;

    LedgerFilter filter(ZoneId zone) {
        return new LedgerFilter(
                Moments.parse("from", from, zone),
                Moments.parse("to", to, zone),
                type == null ? null : type.toUpperCase(Locale.ROOT),
                action,
                user);
    }

    boolean newestFirst() {
        if (order == null || order.equals("desc")) {
            return true;
        }
        if (order.equals("asc")) {
            return false;
        }
        throw Problem.field("order", "order is desc or asc.");
    }
}
