package com.clientmanager.credits.localstack.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a user of the CRM did. Texts come from this package's own lists and need no escaping. */
record CrmEvent(
        String id,
        String source,
        String account,
        Instant time,
        String action,
        long quantity,
        String user,
        @Nullable String campaign) {

    /** The event as a CloudEvent of the door's contract. */
    String json() {
        String dimensions = campaign == null ? "" : ",\"dimensions\":{\"campaign\":\"" + campaign + "\"}";
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"com.clientmanager.usage.v1","subject":"%s","time":"%s",\
                "data":{"action":"%s","quantity":%d,"user":"%s"%s}}""".formatted(id, source, account, time, action, quantity, user, dimensions);
    }

    /** The same fact as a client re-sends it that stamps each attempt anew: still a duplicate (R2). */
    CrmEvent restamped(Instant later) {
        return new CrmEvent(id, source, account, later, action, quantity, user, campaign);
    }
}
