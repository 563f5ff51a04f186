package com.clientmanager.credits.localstack.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A usage event of the CRM. Strings come from constants of this package and need no escaping. */
record CrmEvent(
        String id,
        String source,
        String account,
        Instant time,
        String action,
        long quantity,
        String user,
        @Nullable String campaign) {

    /** The event as a CloudEvent. */
    String json() {
        String dimensions = campaign == null ? "" : ",\"dimensions\":{\"campaign\":\"" + campaign + "\"}";
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"com.clientmanager.usage.v1","subject":"%s","time":"%s",\
                "data":{"action":"%s","quantity":%d,\
                "user":"%s"%s}}""".formatted(id, source, account, time, action, quantity, user, dimensions);
    }

    /** The retry of a client that sets the time on each attempt: still a duplicate (R2). */
    CrmEvent restamped(Instant later) {
        return new CrmEvent(id, source, account, later, action, quantity, user, campaign);
    }
}
