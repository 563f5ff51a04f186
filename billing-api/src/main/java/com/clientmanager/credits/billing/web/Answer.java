package com.clientmanager.credits.billing.web;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a change, in a form that can be stored and given again.
 *
 * @param status HTTP status
 * @param location path of what was created, or null
 * @param body answered as JSON, or null for none
 */
public record Answer(
        int status, @Nullable String location, @Nullable Object body) {
    public static Answer ok(Object body) {
        return new Answer(200, null, body);
    }

    public static Answer created(String location, Object body) {
        return new Answer(201, location, body);
    }

    public static Answer accepted(Object body) {
        return new Answer(202, null, body);
    }

    public static Answer noContent() {
        return new Answer(204, null, null);
    }
}
