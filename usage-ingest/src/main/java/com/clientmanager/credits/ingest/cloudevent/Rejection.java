package com.clientmanager.credits.ingest.cloudevent;

import org.jspecify.annotations.Nullable;

/**
 * Why one event of a request was not accepted.
 *
 * @param index position of the event in the request, from 0
 * @param id the event's id, if it could be read
 * @param field the invalid field, for example data.quantity; null when it is the event as a whole
 * @param detail one sentence for the developer of the producing service
 */
public record Rejection(
        int index,
        @Nullable String id,
        ProblemCode code,
        @Nullable String field,
        String detail) {}
