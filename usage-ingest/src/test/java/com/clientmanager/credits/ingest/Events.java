package com.clientmanager.credits.ingest;

/** CloudEvents for the tests. */
final class Events {
    private Events() {}

    static String event(String id, String account) {
        return """
                {"specversion":"1.0","id":"%s","source":"/crm/sms","type":"com.clientmanager.usage.v1","subject":"%s",\
                "time":"2026-07-01T09:30:00Z","data":{"action":"sms.send","quantity":3,\
                "user":"u-7"}}""".formatted(id, account);
    }
}
